import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Bilingual, PersonRef } from "@/api/types";
import { resultQuery } from "./results";
import { roundRefresh } from "./round";

export type Office = "panel" | "verifier";

export interface Voice {
  office: Office;
  by: PersonRef;
  approves: boolean;
  words: string;
  said_at: string;
}

/** What a judge wants corrected. Marks and words come once the team is sealed. */
export interface Correction {
  id: string;
  seat: number;
  judge: Bilingual;
  entry: { id: string; number: string; title: string };
  criterion: string;
  reason: "wrong_row" | "misheard" | "arithmetic" | "other";
  state: "open" | "approved" | "refused";
  /** Whether marks and words are told to this person by now. */
  told: boolean;
  was: string | null;
  value: string | null;
  text: string;
  requested_at: string;
  decided_at: string | null;
  after_reveal: boolean;
  voices: Voice[];
  /** The offices for which this person may speak now. */
  may: Office[];
}

/** The round's requests, newest first. */
export const correctionsQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "corrections", round],
    queryFn: async () =>
      (await api.get<{ corrections: Correction[] }>(`rounds/${round}/corrections`)).corrections,
  });

export interface Answer {
  office: Office;
  approves: boolean;
  words: string;
}

/** Says yes or no for an office; with both yeses the mark takes its place. */
export function useDecide(round: string, correction: string) {
  return useMutation({
    mutationFn: (answer: Answer) =>
      api.post<Correction>(`corrections/${correction}/decide`, { ...answer }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: correctionsQuery(round).queryKey });
      await queryClient.invalidateQueries({ queryKey: resultQuery(round).queryKey });
      await roundRefresh(round);
    },
  });
}
