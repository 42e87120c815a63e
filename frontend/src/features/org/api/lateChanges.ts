import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Bilingual } from "@/api/types";
import type { Answer, Office, Voice } from "./corrections";
import { resultQuery } from "./results";
import { roundRefresh } from "./round";

/** A criterion's late mark beside the one that stands, or stood when it was decided. */
export interface LateMark {
  criterion: string;
  was: string | null;
  value: string | null;
}

/** What a judge's tablet sent after the seal: accepted or refused as a whole. */
export interface LateChange {
  sheet: string;
  /** The last operation of it: whoever decides says up to which one they were seen. */
  seen: string;
  seat: number;
  judge: Bilingual;
  entry: { id: string; number: string; title: string };
  /** Whether the sheet that stands is signed; if not, she has to have signed the late marks. */
  signed: boolean;
  signs: boolean;
  state: "open" | "accepted" | "refused";
  told: boolean;
  marks: LateMark[];
  came_at: string;
  decided_at: string | null;
  after_reveal: boolean;
  voices: Voice[];
  may: Office[];
}

interface Body {
  late_changes: LateChange[];
}

/** The round's late changes: what waits, oldest first, then what was decided, newest first. */
export const lateQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "late", round],
    queryFn: async () => (await api.get<Body>(`rounds/${round}/late-changes`)).late_changes,
  });

/** Says yes or no for an office; with both yeses the marks take their place. */
export function useLateDecide(round: string, late: LateChange) {
  return useMutation({
    mutationFn: (answer: Answer) =>
      api.post<Body>(`sheets/${late.sheet}/late-changes`, { ...answer, seen: late.seen }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: lateQuery(round).queryKey });
      await queryClient.invalidateQueries({ queryKey: resultQuery(round).queryKey });
      await roundRefresh(round);
    },
  });
}
