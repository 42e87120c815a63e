import type { Bilingual, PersonRef } from "@/api/types";

export type RankingState = "running" | "provisional" | "under_review" | "locked";
export type RankFlag = "close_to_cut" | "wide_spread" | "tied" | "few_sheets";

/** A line across the ranking; the first of a ranking's is the main one. */
export interface Cut {
  after: number;
  kind: "promotion" | "award";
  award: string | null;
  /** Points between the last in and the first out. */
  gap: string | null;
  /** Numbers of entries closer to the line than the panel can tell apart. */
  close: string[];
}

/** Places, the best being the lowest number. */
export interface PlaceRange {
  best: number;
  worst: number;
}

export interface RankRow {
  entry: string;
  number: string;
  title: string;
  team: Bilingual;
  rank: number | null;
  final: string | null;
  outcome: string;
  award: string | null;
  counted: number;
  tied_with: string[];
  shares: boolean;
  waits: boolean;
  at_line: boolean;
  /** Places under the announced rule if any one judge were absent. */
  range: PlaceRange | null;
  /** Of making the main cut, 0 to 1. */
  chance: number | null;
  gray: boolean;
  /** Standard deviation of the sheet totals in points. */
  spread: string | null;
  places: { seat: string; place: number }[];
  flags: string[];
}

/** A request to look at other rules before the lock, and who vouched for it. */
export interface Opening {
  id: string;
  reason: string;
  state: string;
  asked_by: PersonRef | null;
  asked_at: string;
  attested_by: PersonRef | null;
  attested_at: string | null;
}

export interface WhatIfDoor {
  state: "closed" | "asked" | "open" | "published";
  rules: { id: string; name: Bilingual }[];
  opening: Opening | null;
}

export interface Ranking {
  state: RankingState;
  version: number | null;
  /** Sheets, rules or decisions have changed since the result was counted. */
  stale: boolean;
  hash: string | null;
  /** Why the announced rule has no result yet. */
  refused: Bilingual | null;
  missing: { sheets: number; entries: number };
  rule: Bilingual;
  cuts: Cut[];
  /** Seats without whom the rule has no result: the ranges say nothing of them. */
  not_left_out: string[];
  least_judges: number;
  chances: "shown" | "few_judges" | "no_cut" | "refused";
  chances_why: Bilingual | null;
  method: { name: string; version: number; draws: number } | null;
  what_if: WhatIfDoor;
  rows: RankRow[];
}

export interface ToldSheet {
  seat: string;
  judge: Bilingual | null;
  kind: string;
  total: string;
  marks: Record<string, string | null>;
  counted: boolean;
  dropped: "high" | "low" | "left_out" | null;
  reason: string | null;
  rank_without: number | null;
  final_without: string | null;
}

export interface Calibrated {
  refused: Bilingual | null;
  score: string | null;
  low: string | null;
  high: string | null;
  mean: string | null;
  /** What steadiness, scale and few scores add beside the effects. */
  rest: string | null;
  per_judge: {
    seat: string;
    judge: Bilingual | null;
    leniency: string;
    se: string | null;
    effect: string;
  }[];
}

/** One entry, every number with its formula and inputs. */
export interface RankedEntry {
  entry: string;
  number: string;
  title: string;
  team: Bilingual;
  rank: number | null;
  final: string | null;
  exact: string | null;
  rule: Bilingual;
  formula: Bilingual;
  steps: { id: string; text: Bilingual }[];
  sheets: ToldSheet[];
  calibrated: Calibrated | null;
}

export interface JudgeRow {
  seat: string;
  judge: Bilingual | null;
  n: number;
  leniency: string | null;
  se: string | null;
  scale: string | null;
  noise: string | null;
  loo_r: string | null;
  outfit: string | null;
  straight_lining: boolean;
  order_effect: string | null;
  flags: string[];
}

export interface RankedJudges {
  refused: Bilingual | null;
  words: Bilingual;
  agreement: { icc: Record<string, string>; kendall_w: string | null; p: string | null } | null;
  parts: number | null;
  /** Judges who alone tie parts of the panel's work together. */
  weak_bridges: string[];
  rows: JudgeRow[];
}

export interface WhatIfRow {
  entry: string;
  number: string;
  team: Bilingual;
  rank_now: number | null;
  rank_then: number | null;
  score_now: string | null;
  score_then: string | null;
  in_now: boolean;
  in_then: boolean;
}

/** The same sheets under another rule: looked at, logged, never kept. */
export interface WhatIf {
  watermark: Bilingual;
  rule: string;
  name: Bilingual;
  cut: number | null;
  hash: string | null;
  /** Why the sheets do not allow the rule; there are no rows then. */
  refused: Bilingual | null;
  /** How many entries go over the line, either way. */
  crossing: number;
  rows: WhatIfRow[];
}
