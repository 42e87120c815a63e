import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Round } from "./types";

/** A round for the people who run it. */
export const roundQuery = (id: string) =>
  queryOptions({
    queryKey: ["org", "round", id],
    queryFn: () => api.get<Round>(`rounds/${id}`),
    staleTime: 3_000,
  });

/** Reads the round and its editions again. */
export const roundRefresh = async (id: string): Promise<void> => {
  await Promise.all([
    queryClient.invalidateQueries({ queryKey: ["org", "round", id] }),
    queryClient.invalidateQueries({ queryKey: ["org", "edition"] }),
  ]);
};
