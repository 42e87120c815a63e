import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Entry } from "./types";

/** An entry as the desk reads it: what was submitted last. */
export const entryQuery = (id: string) =>
  queryOptions({
    queryKey: ["org", "entry", id],
    queryFn: () => api.get<Entry>(`entries/${id}`),
  });
