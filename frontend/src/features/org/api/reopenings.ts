import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";
import { resultQuery } from "./results";
import { roundRefresh } from "./round";

/** A locked result that should be taken up again, or was. */
export interface Reopening {
  id: string;
  version: number;
  state: "proposed" | "approved" | "refused";
  reason: string;
  proposed_by: PersonRef;
  proposed_at: string;
  decided_by: PersonRef | null;
  decided_at: string | null;
  words: string;
}

export const reopeningsQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "reopenings", round],
    queryFn: async () =>
      (await api.get<{ reopenings: Reopening[] }>(`rounds/${round}/reopenings`)).reopenings,
  });

const looked = async (round: string) => {
  await queryClient.invalidateQueries({ queryKey: reopeningsQuery(round).queryKey });
  await queryClient.invalidateQueries({ queryKey: resultQuery(round).queryKey });
  await roundRefresh(round);
};

export function useReopeningPropose(round: string) {
  return useMutation({
    mutationFn: (reason: string) => api.post<Reopening>(`rounds/${round}/reopenings`, { reason }),
    onSettled: () => looked(round),
  });
}

export function useReopeningDecide(round: string, id: string) {
  return useMutation({
    mutationFn: (said: { approves: boolean; words: string }) =>
      api.post<Reopening>(`reopenings/${id}/decide`, said),
    onSettled: () => looked(round),
  });
}
