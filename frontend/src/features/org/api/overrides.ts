import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";
import { roundRefresh } from "./round";

export type Counts = "mean" | "nothing";

/** A proposal to seal a team although sheets are missing. */
export interface Override {
  id: string;
  slot: string;
  kind: "seal" | "late";
  entry: { id: string; number: string; title: string };
  state: "proposed" | "approved" | "refused" | "withdrawn" | "lapsed";
  /** Numbers of the seats that are left out. */
  missing: number[];
  /** What too few sheets give, where the rulebook leaves it to the committee. */
  counts: Counts | "";
  reason: string;
  proposed_by: PersonRef;
  proposed_at: string;
  /** The judges are being told until then. */
  until: string;
  decided_by: PersonRef | null;
  decided_at: string | null;
  words: string;
  may: ("decide" | "withdraw")[];
}

/** The round's proposals, newest first. */
export const overridesQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "overrides", round],
    queryFn: async () =>
      (await api.get<{ overrides: Override[] }>(`rounds/${round}/overrides`)).overrides,
  });

const settled = (round: string) => async () => {
  await queryClient.invalidateQueries({ queryKey: overridesQuery(round).queryKey });
  await roundRefresh(round);
};

export interface Proposal {
  kind?: "seal" | "late";
  reason: string;
  counts?: Counts;
}

/** Proposes it; the missing judges are told at once. */
export function useOverridePropose(round: string, slot: string) {
  return useMutation({
    mutationFn: (proposal: Proposal) =>
      api.post<Override>(`slots/${slot}/overrides`, { ...proposal }),
    onSettled: settled(round),
  });
}

/** The second person says yes or no. */
export function useOverrideDecide(round: string, override: string) {
  return useMutation({
    mutationFn: (answer: { approves: boolean; words: string }) =>
      api.post<Override>(`overrides/${override}/decide`, answer),
    onSettled: settled(round),
  });
}

/** Takes the proposal back. */
export function useOverrideWithdraw(round: string, override: string) {
  return useMutation({
    mutationFn: () => api.post<Override>(`overrides/${override}/withdraw`),
    onSettled: settled(round),
  });
}
