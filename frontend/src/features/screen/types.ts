import type { Bilingual } from "@/api/types";
import type { PitchClock } from "@/lib/pitchClock";

export type SceneName =
  | "waiting"
  | "order"
  | "countdown"
  | "judging"
  | "reveal"
  | "leaderboard"
  | "ceremony"
  | "break"
  | "message"
  | "black";

/** Who is on: what any scene may say of a team. */
export interface Turn {
  position: number;
  entry: { number: string; title: string; team: Bilingual };
}

export interface OrderRow extends Turn {
  state: "done" | "now" | "next" | "waiting" | "deferred" | "absent";
}

export interface Card {
  seat: number;
  state: "down" | "open" | "recused" | "missing";
  /** From step 1 on. */
  total?: string;
  /** From step 2 on. */
  dropped?: "high" | "low" | "rule" | null;
}

export interface BoardRow extends Turn {
  rank: number;
  shares: boolean;
  final: string;
  fresh: boolean;
}

/** A team of a place in the ceremony; no score where the rules keep it. */
export interface CeremonyTeam extends Turn {
  final?: string;
}

/** A place with its award; `teams` is null until its cue. */
export interface CeremonyPlace {
  rank: number;
  shares: boolean;
  award: Bilingual | null;
  teams: CeremonyTeam[] | null;
}

/** A turn as the emcee's page has it. */
export interface EmceeTurn extends Turn {
  state: SlotState;
  track: Bilingual | null;
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

/** A break after a place of the order. */
export interface Break {
  id: string;
  after: number;
  minutes: number;
  words: Bilingual;
  skipped: boolean;
}

/** A break as the hall is told of it. */
export type ToldBreak = Pick<Break, "after" | "minutes" | "words">;

/** The break that is due now; `until` is known once the team before it has left. */
export interface Pause {
  words: Bilingual;
  minutes: number;
  until: string | null;
}

/** What only the emcee's page is told: the running order as it stands, whatever is on air. */
export interface EmceeFacts {
  place: { contest: Bilingual; round: Bilingual; room: Bilingual; time_zone: string };
  current: EmceeTurn | null;
  clock: PitchClock | null;
  upcoming: EmceeTurn | null;
  running: EmceeTurn[];
  /** Absent from an old server. */
  breaks?: Break[];
  pause?: Pause | null;
}

/** The room as the hall may see it; each scene has its own part, and no mark before its step. */
export interface StageRoom {
  scene: SceneName;
  step: number;
  text: string;
  contest?: Bilingual;
  edition?: Bilingual;
  round?: Bilingual;
  room?: Bilingual;
  time_zone?: string;
  /** Where the published results will be, a path. */
  results?: string;
  total?: number;
  slot?: Turn | null;
  next?: Turn | null;
  order?: OrderRow[];
  /** With the order. */
  breaks?: ToldBreak[];
  phase?: "pitching" | "questions" | "scoring" | null;
  clock?: PitchClock | null;
  signed?: number;
  of?: number;
  cards?: Card[];
  board?: BoardRow[];
  /** From step 3 on. */
  final?: string | null;
  counted?: number;
  /** Absent where a final has no full mark. */
  scale?: string;
  /** How the cards became the final, where it is no mean of those that stayed. */
  by?: "classes" | "median" | "per_criterion" | "sum" | "with_earlier";
  /** From step 4 on. */
  rank?: number | null;
  shares?: boolean;
  /** The ceremony: the place of now, those that were heard (best first), whether all were. */
  now?: CeremonyPlace | null;
  opened?: CeremonyPlace[];
  is_over?: boolean;
  /** In the scene of a break. */
  pause?: Pause | null;
  emcee?: EmceeFacts;
}
