import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";
import type { EntryTurn } from "./types";

/** Where and when the team is heard, the latest round first. */
export const turnsQuery = (id: string) =>
  queryOptions({
    queryKey: ["entry", id, "turns"],
    queryFn: async () => (await api.get<Page<EntryTurn>>(`entries/${id}/turns`)).results,
    refetchInterval: 60_000,
  });
