import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Bilingual } from "@/api/types";

interface LateMark {
  criterion: string;
  was: string | null;
  value: string | null;
}

/** What this judge's tablets sent after the seal, and what became of it. */
export interface OwnLate {
  sheet: string;
  entry: { id: string; number: string; title: string };
  state: "open" | "accepted" | "refused";
  marks: LateMark[];
  signs: boolean;
  came_at: string;
  decided_at: string | null;
  refused_for: string;
}

/** Below the corrections, which are asked for anew when the room moves. */
export const ownLateQuery = queryOptions({
  queryKey: ["judge", "corrections", "late"],
  queryFn: () => api.get<OwnLate[]>("judge/late-changes"),
});

/** A colleague's late changes, as the panel's chair sees them. */
export interface ChairLate {
  sheet: string;
  seen: string;
  seat: number;
  judge: Bilingual;
  entry: { id: string; number: string; title: string };
  signed: boolean;
  signs: boolean;
  told: boolean;
  marks: LateMark[];
  may: string[];
}

export const chairLateQuery = (round: string) =>
  queryOptions({
    queryKey: ["judge", "corrections", "chairLate", round],
    queryFn: async () =>
      (await api.get<{ late_changes: ChairLate[] }>(`rounds/${round}/late-changes`)).late_changes,
  });

export const chairLateDecide = (late: ChairLate, approves: boolean, words: string) =>
  api.post(`sheets/${late.sheet}/late-changes`, {
    office: "panel",
    approves,
    words,
    seen: late.seen,
  });
