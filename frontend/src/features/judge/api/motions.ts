import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import { queryClient } from "@/api/query";
import type { Bilingual } from "@/api/types";

const LOOK_MS = 3_000;

export type Choice = "for" | "against" | "abstain";
/** About an entry that this judge is recused from: that there is one, and nothing of it. */
export interface Covered {
  id: string;
  state: "open" | "counted" | "recorded";
  covered: true;
}
export interface Shown {
  id: string;
  state: "open" | "counted" | "recorded";
  covered: false;
  kind: "keep" | "tie_break" | "disqualify" | "rescore";
  entry: { id: string; number: string; title: string; team: Bilingual };
  text: string;
  clause: string;
  order: string[];
  may_vote: number;
  voted: string[];
  counted: {
    ayes: number;
    noes: number;
    abstain: number;
    outcome: "carried" | "carried_by_chair" | "failed" | "no_quorum";
  } | null;
  rescore: { state: "open" | "done" | "ended"; judges: string[]; signed: string[] } | null;
  own_choice: Choice | null;
  /** What judges show the panel of their notes; absent from an old server. */
  notes?: { judge: string; text: string }[];
  /** What this judge shows; empty for nothing. */
  own_note?: string;
  has_vote: boolean;
}
export interface Talk {
  id: string;
  state: "open" | "closed";
  mode: "attributed" | "anonymous";
  /** What this judge is called here. */
  own: string;
  chair: boolean;
  motions: (Covered | Shown)[];
}

/** The panel's talk as this judge may see it; null where there is none. */
export const talkQuery = (round: string) =>
  queryOptions({
    queryKey: ["judge", "deliberation", round],
    queryFn: async () => {
      try {
        return await api.get<Talk>(`rounds/${round}/deliberation`);
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.state === "open" ? LOOK_MS : false),
  });

export type Act =
  | { do: "vote"; choice: Choice }
  | { do: "note"; text: string }
  | { do: "close" }
  | { do: "record" };

/** A judge's vote, what she shows of her note, or what the chair does with it; the answer is the talk as it then stands. */
export async function motionAct(round: string, motion: string, act: Act): Promise<void> {
  const { do: verb, ...body } = act;
  const path = `rounds/${round}/deliberation/motions/${motion}/${verb}`;
  queryClient.setQueryData(talkQuery(round).queryKey, await api.post<Talk>(path, body));
}
