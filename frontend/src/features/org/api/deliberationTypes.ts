import type { Bilingual, PersonRef } from "@/api/types";

export type { Ranking as Ranked, RankRow as RankedRow } from "./rankingTypes";

export type Choice = "for" | "against" | "abstain";
export type MotionKind = "keep" | "tie_break" | "disqualify" | "rescore";
export type MotionOutcome = "carried" | "carried_by_chair" | "failed" | "no_quorum";
export type Mode = "attributed" | "anonymous";

export interface Motion {
  id: string;
  state: "open" | "counted" | "recorded";
  kind: MotionKind;
  entry: { id: string; number: string; title: string; team: Bilingual };
  text: string;
  clause: string;
  /** Numbers of tied entries, best first. */
  order: string[];
  mover: PersonRef;
  moved_at: string;
  may_vote: number;
  voted: string[];
  /** Nothing before the vote is closed. */
  counted: {
    ayes: number;
    noes: number;
    abstain: number;
    outcome: MotionOutcome;
    at: string;
  } | null;
  votes: { judge: string; choice: Choice }[];
  /** What judges show of their notes; absent from an old server. */
  notes?: { judge: string; text: string }[];
  recused: string[];
  recorded_by: PersonRef | null;
  recorded_at: string | null;
  rescore: Rescore | null;
}

/** An entry that its judges mark again; what is marked, nobody sees before all have signed. */
export interface Rescore {
  state: "open" | "done" | "ended";
  judges: string[];
  signed: string[];
  closed_at: string | null;
  ended_by: PersonRef | null;
  reason: string;
  totals: { judge: string; before: string; after: string }[];
}

export interface DeliberationJudge {
  seat: string;
  /** The seat's number, or a letter drawn for this deliberation. */
  called: string;
  name: Bilingual | null;
  chair: boolean | null;
}

export interface Deliberation {
  id: string;
  state: "open" | "closed";
  mode: Mode;
  opened_at: string;
  closed_at: string | null;
  opened_by: PersonRef;
  closed_by: PersonRef | null;
  /** Whether the rules leave a tie to the vote. */
  tie_vote: boolean;
  judges: DeliberationJudge[];
  motions: Motion[];
}

export interface MotionDraft {
  entry: string;
  kind: MotionKind;
  text: string;
  clause?: string;
  order?: string[];
}
