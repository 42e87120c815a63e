/** Wire types written by hand until the generated schema replaces them. */

export interface Bilingual {
  zh: string;
  en: string;
}
export interface PersonRef {
  id: string;
  name: Bilingual;
}
export interface Page<T> {
  next: string | null;
  previous: string | null;
  results: T[];
}
export interface Money {
  kind: string;
  currency: "CNY";
  minor: number;
}

export interface HostRef {
  id: string;
  slug: string;
  name: Bilingual;
}
export interface Membership {
  role: string;
  host: HostRef;
  scope_kind: string;
  scope_id: string | null;
}
export interface Session {
  signed_in: boolean;
  person: PersonRef | null;
  account: { email: string | null; language: string } | null;
  device: { id: string } | null;
  memberships: Membership[];
  teams: { team: string; entry: string; role: "leader" | "member" }[];
  seats: { seat: string; panel: string; round: string; edition: string }[];
  csrf?: string;
}

export interface EditionSummary {
  id: string;
  slug: string;
  contest: { slug: string; name: Bilingual };
  name: Bilingual;
  summary: Partial<Bilingual>;
  year: number;
  state: string;
  opens_at: string;
  closes_at: string;
  time_zone: string;
  host: HostRef;
}
export interface Choice {
  id: string;
  code: string;
  name: Bilingual;
}
export interface ConsentText {
  kind: ConsentKind;
  version: number;
  text: Bilingual;
  receiver: Partial<Bilingual>;
  required: boolean;
  hash: string;
}
export interface EditionDetail extends EditionSummary {
  tracks: Choice[];
  divisions: Choice[];
  rounds: { id: string; code: string; name: Bilingual; seq: number; state: string }[];
  consent_texts: ConsentText[];
  phase: string;
}

export type ConsentKind = "rules" | "data_use" | "media" | "zone";
export type LandingIntent = "none" | "open" | "firm";
export type EntryState =
  | "draft"
  | "submitted"
  | "in_check"
  | "returned"
  | "accepted"
  | "rejected"
  | "withdrawn"
  | "disqualified";
