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
  withdrawn_at?: string | null;
}

/** An entry as its own team sees it. */
export interface Entry {
  id: string;
  number: string;
  edition: { id: string; slug: string };
  team: { id: string; name: Bilingual };
  state: EntryState;
  rev: number;
  title: string;
  summary: string;
  track: Choice | null;
  division: Choice | null;
  landing_intent: LandingIntent;
  planned_investment: Money | null;
  answers: Record<string, unknown>;
  submitted_at: string | null;
  consents?: ConsentGiven[];
  /** True when the draft differs from the last submitted version. */
  changed_since_submit?: boolean;
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
  items: { code: string; ok: boolean; detail?: unknown }[];
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
