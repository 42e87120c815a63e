import { api } from "@/api/client";
import type { ServerSheet } from "@/offline/types";

export const sheetGet = (id: string) => api.get<ServerSheet>(`sheets/${id}`);
