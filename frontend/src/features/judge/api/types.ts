import type { Bilingual, PersonRef } from "@/api/types";
import type { PitchClock } from "@/lib/pitchClock";

export interface Anchor {
  from: string;
  name: Bilingual;
}
export interface Criterion {
  id: string;
  name: Bilingual;
  max: string;
  step: "1" | "0.5" | "0.1" | "0.01";
  required: boolean;
  hint?: Bilingual;
  anchors?: Anchor[];
  band?: { low: string; high: string };
  /** The lowest mark that a signed sheet may have. */
  low?: string;
  /** What the line counts at best, and the exact worth of a mark, where they differ from it. */
  points?: string;
  times?: [number, number];
  /** On top of the total, all such lines together up to a limit. */
  bonus?: boolean;
  bonus_at_most?: string;
  /** The only answers; one without a name is yes or no. */
  choices?: { mark: string; name?: Bilingual }[];
}
/** The part of a rulebook document that a sheet needs. */
export interface Rulebook {
  criteria: Criterion[];
  /** Ready phrases for notes. */
  phrases?: Bilingual[];
  scale: { total: string; band?: { low: string; high: string } };
  timing: { pitch_s: number; questions_s: number; scoring_s: number };
  /** Whether teams are signed one by one or all of a session at once; absent from an old server. */
  sealing?: "per_slot" | "per_session";
  revise_until?: "slot_end" | "session_end" | "reveal";
}

export interface EntryFile {
  id: string;
  slot: string;
  name: string;
  size: number;
  pages: number | null;
  url: string;
}
export interface QueueEntry {
  id: string;
  number: string;
  title: string | Bilingual;
  team: Bilingual | { name: Bilingual };
  track?: Bilingual | null;
  conflict: "open" | "none" | "declared";
  files: EntryFile[];
  sheet: string | null;
  /** Why the panel sent the entry back, while this judge marks it again; absent from an old server. */
  again?: string | null;
  slot: { id?: string; state: SlotState; position?: number } | null;
}
export interface Queue {
  edition: { id: string; name: Bilingual; time_zone?: string };
  round: { id: string; name: Bilingual; state: string; room: string };
  seat: { id?: string; number: number; kind: string; is_chair: boolean; is_alternate?: boolean };
  nda: { text: Bilingual | string; version: number; hash: string; signed_at: string | null };
  rulebook: { hash: string; document: Rulebook };
  entries: QueueEntry[];
}

export type SlotState =
  | "waiting"
  | "called"
  | "pitching"
  | "questions"
  | "scoring"
  | "held"
  | "sealed"
  | "revealed"
  | "confirmed"
  | "no_show"
  | "deferred"
  | "withdrawn";

export interface RoomSlot {
  id: string;
  state: SlotState;
  entry: Pick<QueueEntry, "id" | "number" | "title" | "team">;
  clock: PitchClock | null;
}
export interface JudgeRoom {
  /** The hall's: a change is a change on every tablet. */
  lights?: "on" | "off";
  round: { id: string; state: string };
  slot: RoomSlot | null;
  /** The team whose scoring was closed last, and until when that is said; absent from an old server. */
  closing?: Closing | null;
  /** Where all teams are signed at once: how many are still to be heard, and whether it is sealed. */
  session?: (SessionStands & { parts?: (SessionStands & { entries: string[] })[] }) | null;
}
/** `parts`: morning and afternoon, where they are signed apart. */
export interface SessionStands {
  ahead: number;
  sealed: boolean;
}
export interface Closing {
  entry: string;
  at: string;
  until: string;
  /** Two people are about to seal the team without whoever has not signed. */
  sealing: boolean;
}

export type JoinState = "ready" | "used" | "expired" | "revoked" | "mine" | "foreign";
export interface JoinOffer {
  kind: "judge_seat" | "team_member" | "office";
  state: JoinState;
  expires_at: string;
  subject: {
    person?: PersonRef | { name: Bilingual } | null;
    edition?: { name: Bilingual; time_zone?: string } | null;
    round?: { name: Bilingual } | null;
    panel?: { name: Bilingual } | null;
    seat?: { number: number } | null;
    team?: { name: Bilingual } | null;
    host?: { name: Bilingual } | null;
    role?: string;
  };
}
export interface JoinAnswer {
  kind: "judge_seat" | "team_member" | "office";
  device?: string | { id: string };
  entry?: string | { id: string };
  redirect: string;
}
