import type { Bilingual, Choice, EditionDetail, EntryState, Money, PersonRef } from "@/api/types";

/** The part of a rulebook document that the office needs. */
export interface Rulebook {
  name: Bilingual;
  criteria: { id: string; name: Bilingual; max: string }[];
  groups?: { id: string; name: Bilingual }[];
  panel: {
    seats: number;
    minimum_sheets: number;
    below_minimum?: "no_result" | "mean" | "committee";
  };
  timing: { pitch_s: number; questions_s: number; scoring_s: number };
  awards: { level: string; name: Bilingual; places: number }[];
}
export interface EditionRound {
  id: string;
  code: string;
  name: Bilingual;
  seq: number;
  state: RoundState;
  /** The card is what rooms read of the document; null where they cannot judge by it. */
  rulebook: { hash: string; document: { name: Bilingual }; card: Rulebook | null };
}
export type Edition = Omit<EditionDetail, "rounds"> & { rounds: EditionRound[] };

export interface EntryRow {
  id: string;
  edition: { id: string; slug: string };
  team: { id: string; name: Bilingual };
  number: string;
  state: EntryState;
  title: string;
  track: Choice | null;
  division: Choice | null;
  submitted_at: string | null;
}
export interface Entry extends EntryRow {
  field_set: string;
  summary?: string;
  organization?: { name: Bilingual; credit_code: string | null } | null;
  landing_intent?: "none" | "open" | "firm";
  planned_investment?: Money | null;
  answers?: Record<string, string>;
  consents?: { kind: string; version: number; given_at: string }[];
}
export interface EntryFile {
  id: string;
  slot: string;
  name: string;
  size: number;
  pages: number | null;
  sha256: string;
  url: string;
}
export interface Eligibility {
  version: number;
  items: { code: string; ok: boolean; params: Record<string, string> }[];
  decision: "" | "accept" | "return" | "reject";
  reason: string;
  decided_by: PersonRef | null;
  decided_at: string | null;
}

export type RoundState = "prepared" | "open" | "closed" | "locked";
export interface Seat {
  id: string;
  number: number;
  person: PersonRef;
  kind: string;
  is_chair: boolean;
  is_alternate: boolean;
  device_bound: boolean;
  nda_signed: boolean;
  statements: number;
  recusals: number;
}
export type DrawKind = "computer" | "sign_in" | "paper";
export interface Draw {
  kind: DrawKind;
  commitment: string;
  candidates_hash: string;
  committed_at: string;
  revealed_at: string | null;
  seed: string | null;
}
export interface Round {
  id: string;
  edition: { id: string; slug: string; name: Bilingual; state: string; is_demo: boolean };
  code: string;
  name: Bilingual;
  state: RoundState;
  opened_at: string | null;
  closed_at: string | null;
  rulebook: { hash: string; frozen_at: string | null };
  panels: { id: string; name: Bilingual; room: { id: string; name: Bilingual }; seats: Seat[] }[];
  draw: Draw | null;
  slots: RoundSlot[];
  result: { state: string; version: number } | null;
  publications: { id: string; kind: PublicationKind; state: string }[];
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
export interface Clock {
  started_at: string;
  paused_ms: number;
  paused_at: string | null;
  duration_s: number;
}
export interface Slot {
  id: string;
  position: number;
  state: SlotState;
  entry: { id: string; number: string; title: string; team: Bilingual };
  clock: Clock | null;
}
/** A slot with the room that hears it. */
export interface RoundSlot extends Slot {
  room: string;
}
export interface Progress {
  seat: number;
  state: "none" | "open" | "signed" | "recused" | "left_out";
  filled: number;
  /** The criteria that have a mark; never a mark. */
  cells: string[];
  signed_at: string | null;
}
/** How a team stands at the door. */
export interface Door {
  arrived_at: string | null;
  people: number | null;
  speaker_is_member: boolean | null;
  note: string;
  calls: string[];
  ready_at: string | null;
}
/** How many on stage at most, and when a team counts as not there. */
export interface DoorRules {
  people: number;
  calls: number;
  grace_s: number;
}
export interface SlotOverride {
  id: string;
  kind: "seal" | "late";
  state: "proposed" | "approved";
  missing: number[];
  at: string;
  /** The judges are being told until then. */
  until: string;
}
export interface ConsoleSlot extends Slot {
  called_at: string | null;
  left_at: string | null;
  /** Once the hall has seen it. */
  final: string | null;
  door: Door;
  /** Back by a decision, behind all others. */
  returned: boolean;
  /** What waits or was approved: to seal it without the seats that are missing. */
  override: SlotOverride | null;
  sheets: Progress[];
}
/** One step of the room; `undoes` is the verb that it took back. */
export interface Move {
  id: string;
  verb: Verb | "undo" | "override" | "return";
  slot: string;
  position: number;
  at: string;
  by: Bilingual;
  undoes: Verb | null;
}
export interface Undo {
  move: string;
  verb: Verb;
  slot: string;
  at: string;
  by: Bilingual;
}
export interface SeatPresence {
  seat: number;
  presence: "online" | "offline";
  since: string | null;
  /** What somebody should see to at the tablet; absent from an old server. */
  tablet?: { battery: number | null; storage: boolean; sleeps: boolean } | null;
}
export type TodoKind =
  "offline" | "call" | "correction" | "late" | "missing" | "override" | "screen" | "idle";
/** Due from `from` on, by the server's clock. */
export interface Todo {
  kind: TodoKind;
  id: string;
  seat: number | null;
  slot: string | null;
  at: string;
  from: string;
  count: number;
  code: string;
  /** What the desk called a screen, else empty. */
  name: string;
}
export const SCENES = [
  "waiting",
  "order",
  "countdown",
  "judging",
  "reveal",
  "leaderboard",
  "ceremony",
  "break",
  "message",
  "black",
] as const;
export type Scene = (typeof SCENES)[number];
export interface Program {
  scene: Scene;
  step: number;
  text: string;
  slot: string | null;
}
export interface ScreenDevice {
  id: string;
  label: string;
  seen_at: string | null;
  online: boolean;
}
export interface Screen {
  program: Program;
  preview: Program | null;
  follow: boolean;
  devices: ScreenDevice[];
}
export interface Cue {
  verb: "preview" | "take" | "step" | "black" | "follow" | "unfollow";
  scene?: Scene;
  text?: string;
  step?: number;
}
/** Teams to come and to seal, and each judge's sheets. */
export interface SessionCounted {
  ahead: number;
  due: number;
  judges: { seat: number; sheets: number; drafted: number; signed: number }[];
}
/**
 * The session that is due, and marks touched after a team had left; `parts` are all of them with
 * their slots, where morning and afternoon are sealed apart.
 */
export interface RoomSession extends SessionCounted {
  parts?: (SessionCounted & { slots: string[] })[];
  changes: { slot: string; seat: number; count: number; at: string }[];
}
/** Why a score is not opened now, by the server. */
export type RevealWhy =
  "reveal_before_end" | "reveal_before_next" | "reveal_during_pitch" | "reveal_never";
/** When the rulebook lets the hall hear scores, whose comes next, and what keeps it back. */
export interface RevealState {
  mode: "live_after_each" | "lagged" | "after_session" | "sealed";
  slot: string | null;
  why: RevealWhy | null;
}
/** The ceremony: what keeps it back, how many cues were given, what the next one does. */
export interface CeremonyState {
  why:
    | "ceremony_not_counted"
    | "ceremony_not_locked"
    | "ceremony_result_changed"
    | "ceremony_tie_waits"
    | "deliberation_open"
    | null;
  cue: number;
  of: number;
  next: { do: "announce" | "open"; rank: number; shares: boolean } | null;
}
/** A break after a place of the order; `after` 0 is before the first. */
export interface Break {
  id: string;
  after: number;
  minutes: number;
  words: Bilingual;
  skipped: boolean;
  /** There, and true, where what was heard before is signed and sealed apart. */
  ends_session?: boolean;
}

export interface ConsoleBody {
  room: { id: string; name: Bilingual; lights?: "on" | "off"; door: DoorRules };
  round: { id: string; state: RoundState };
  slots: ConsoleSlot[];
  /** Absent from an old server. */
  breaks?: Break[];
  current: string | null;
  /** Where all teams are signed and sealed at once; absent from an old server. */
  session?: RoomSession | null;
  moves: Move[];
  undo: Undo | null;
  reveal: RevealState;
  ceremony: CeremonyState;
  seats: SeatPresence[];
  todos: Todo[];
  screen: Screen;
}
export type Verb =
  | "call"
  | "start_pitch"
  | "start_questions"
  | "start_scoring"
  | "hold"
  | "pause"
  | "resume"
  | "seal"
  | "seal_session"
  | "reveal"
  | "confirm"
  | "no_show"
  | "defer"
  | "extend"
  | "shorten"
  | "restart"
  | "withdraw";

/** One step of an explanation; its other fields depend on which it is. */
export interface Step {
  step: string;
  [fact: string]: unknown;
}
export interface ResultRow {
  entry: string;
  number: string;
  title: string;
  team: Bilingual;
  rank: number | null;
  final: string | null;
  outcome: string;
  award: string | null;
  sheets?: { seat: string; total: string; marks?: Record<string, string | null> }[];
  dropped_high?: string[];
  dropped_low?: string[];
  exact?: string | null;
  tied_with?: string[];
  tie_steps?: string[];
  shares?: boolean;
  waits?: boolean;
  at_line?: boolean;
  /** Seats whose sheets a rule leaves out, and which rule. */
  left_out?: Record<string, string>;
  /** How it came; of rulebooks of version 1. */
  steps?: Step[];
}
export interface Result {
  state: string;
  version: number;
  rows: ResultRow[];
  inputs_hash?: string;
  rulebook_hash?: string;
  body_hash?: string;
  software?: string;
  computed_by?: PersonRef | null;
  computed_at?: string;
  locked_by?: PersonRef | null;
  locked_at?: string | null;
}

export type PublicationKind = "proposed" | "final";
export interface Planned {
  entry: string;
  number?: string;
  code: string;
}
export interface Publication {
  id: string;
  round: string;
  kind: PublicationKind;
  state: "prepared" | "approved" | "armed" | "opened" | "corrected" | "void" | "cancelled";
  hash: string;
  document: {
    rows: (ResultRow & { standing: string })[];
    awards: { level: string; name: Bilingual }[];
    publicity: { seconds?: number; working_days?: number };
    /** What each step will write; a certificate's is its number and its code. */
    steps: { step: string; inserts: Planned[] }[];
  };
  prepared_by: PersonRef;
  prepared_at: string;
  approved_by: PersonRef | null;
  approved_at: string | null;
  opened_at: string | null;
  publicity_until: string | null;
  todos: { step: string; code: string; entry: string | null; done: boolean }[];
}
