import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import { queryClient } from "@/api/query";
import { roundRefresh } from "./round";
import type { Result } from "./types";

/** The result that stands; null before the first tally. */
export const resultQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "result", round],
    queryFn: async () => {
      try {
        return await api.get<Result>(`rounds/${round}/results`);
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
  });

/** Counts the signed sheets (`tally`) or vouches for the count (`lock`). */
export function useResultStep(round: string, verb: "tally" | "lock") {
  return useMutation({
    mutationFn: () => api.post<Result>(`rounds/${round}/${verb}`),
    onSuccess: (result) => queryClient.setQueryData(resultQuery(round).queryKey, result),
    onSettled: () => roundRefresh(round),
  });
}
