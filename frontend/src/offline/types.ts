/** What travels between the tablet and the server, and what the tablet keeps. */

import type { ScoreOperation, SignOperation, UnsignOperation } from "@/api/live";

export type Mark = string;

export interface ServerCell {
  value: Mark | null;
  rev: number;
  /** When the server had it; where it says so. */
  committed_at?: string | null;
}

export type SheetState = "open" | "signed" | "counted" | "superseded" | "excluded";

/** A sheet as the server shows it to its own judge. */
export interface ServerSheet {
  id: string;
  state: SheetState;
  cells: Record<string, ServerCell>;
  signed_at?: string | null;
  total?: Mark | null;
  rulebook_hash?: string;
  /** The sheet whose place it took. */
  supersedes?: string | null;
}

export type { ScoreOperation, SignOperation, UnsignOperation };

export type Operation = ScoreOperation | SignOperation | UnsignOperation;

export type OutcomeKind = "applied" | "replayed" | "superseded" | "stale" | "held" | "refused";

export interface Outcome {
  op_id: string;
  outcome: OutcomeKind;
  current?: boolean;
  code?: string;
  sheet?: ServerSheet;
  rev?: number;
  seq?: number;
  leaf_hash?: string;
  committed_at?: string;
  /** Of a replay: what the stored answer had been. */
  first?: Exclude<OutcomeKind, "replayed">;
}

export interface Acknowledgement {
  outcomes: Outcome[];
  server_time: string;
}

/** A mark that the server did not take; it stays until the judge has chosen. */
export interface Issue {
  kind: "stale" | "held" | "refused";
  code: string;
  mine: Mark | null;
  theirs: Mark | null;
  /** What a further digit still builds on, so that it cannot win without a choice. */
  base_rev: number;
}

/** One criterion of one sheet on this device. */
export interface Cell {
  sheet: string;
  criterion: string;
  /** What the judge typed last, or what the server has where nothing was typed. */
  value: Mark | null;
  /** The server's value and revision as far as this device knows. */
  server: Mark | null;
  rev: number;
  typed_at: string | null;
  committed_at: string | null;
  issue: Issue | null;
}

export interface Signing {
  state: "pending" | "held" | "refused";
  op_id: string;
  at: string;
  code?: string;
}

/** A signature that is being taken back; `refused` says why it stands. */
export interface Taking {
  state: "pending" | "refused";
  op_id: string;
  at: string;
  code?: string;
}

/** One sheet on this device. */
export interface Sheet {
  id: string;
  state: SheetState;
  signed_at: string | null;
  total: Mark | null;
  signing: Signing | null;
  taking?: Taking | null;
  /** The sheet in its place, once its signature was taken back. */
  next?: string | null;
}

export const isScore = (op: Operation): op is ScoreOperation =>
  op.kind === undefined || op.kind === "score";
export const isSign = (op: Operation): op is SignOperation => op.kind === "sign";
export const isUnsign = (op: Operation): op is UnsignOperation => op.kind === "unsign";
