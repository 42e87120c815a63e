import type {
  Bilingual,
  Choice,
  ConsentKind,
  EntryState,
  LandingIntent,
  Money,
  PersonRef,
} from "@/api/types";

export interface ConsentGiven {
  kind: ConsentKind;
  version: number;
  given_at: string;
}

/** An entry as its own team sees it. */
export interface Entry extends EntryRow {
  rev: number;
  summary: string;
  landing_intent: LandingIntent;
  planned_investment: Money | null;
  answers: Record<string, string>;
  consents?: ConsentGiven[];
  role?: "leader" | "member";
  /** Whether the draft differs from the last submitted version; not every server says. */
  changed_since_submit?: boolean;
}

/** An entry in a list. */
export interface EntryRow {
  id: string;
  number: string;
  edition: { id: string; slug: string; name: Bilingual; state: string; closes_at: string };
  team: { id: string; name: Bilingual };
  state: EntryState;
  title: string;
  track: Choice | null;
  division: Choice | null;
  submitted_at: string | null;
}

/** What the form edits, as it travels in a PATCH. */
export interface EntryFields {
  title: string;
  summary: string;
  track: string | null;
  division: string | null;
  landing_intent: LandingIntent;
  planned_investment: Money | null;
}

export interface EntryFile {
  id: string;
  slot: string;
  name: string;
  size: number;
  pages: number | null;
  sha256: string;
  since: string;
  url: string;
}

export interface TeamPerson {
  id: string;
  person: PersonRef;
  role: "leader" | "member";
  joined_at: string;
}

export interface Invitation {
  id: string;
  url: string;
  expires_at: string;
}

export interface Eligibility {
  items: { code: string; ok: boolean; params: Record<string, string> }[];
  decision: "" | "accept" | "return" | "reject" | null;
  reason: string;
  decided_at: string | null;
}

export interface Receipt {
  number: string;
  entry: string;
  version: number;
  content_hash: string;
  files: { name: string; sha256: string; size: number }[];
  arrived_at: string;
  committed_at: string;
  signature: string;
  key_id: string;
}

/** The team's place in its room's order, whose last place is `of`. */
export interface OwnTurn {
  room: Bilingual;
  position: number;
  of: number;
  state: "ahead" | "heard" | "out";
  breaks: { after: number; minutes: number; words: Bilingual }[];
}

/** A round in which the team has a turn or moved up. */
export interface EntryTurn {
  round: { id: string; code: string; name: Bilingual };
  moved_up_at: string | null;
  taken_back_at: string | null;
  turn: OwnTurn | null;
}
