import type { Bilingual, Money, PersonRef } from "@/api/types";

export interface Named {
  code: string;
  label: Bilingual;
}
export interface Stage {
  id: string;
  seq: number | null;
  name: Bilingual;
  terminal: boolean;
  returns: boolean;
  branch: string;
  due_days: number | null;
  clock: Named | null;
  gate: { label: Bilingual; needs: Named[]; proof: Named[] };
  next: string[];
}
/** A column of the board: one place or several. */
export interface LaneShape {
  id: string;
  name: Bilingual;
  places: string[];
  folded: boolean;
}
export interface Template {
  stages: Stage[];
  lanes: LaneShape[];
  screening_checks: Named[];
  loss_reasons: Named[];
}

export interface Card {
  id: string;
  code: string;
  name: Bilingual;
  rev: number;
  stage: string;
  stage_since: string;
  due_at: string | null;
  branch: string;
  source: string;
  owner: PersonRef | null;
  planned_investment: Money | null;
  contest: { rank: number; final: string; provisional: boolean } | null;
  entry: {
    id: string;
    number: string;
    title: string;
    team: Bilingual;
    track: Bilingual | null;
    edition: string;
    edition_name: Bilingual;
  } | null;
  checks_count: { done: number; total: number };
}

export interface GateState {
  open: boolean;
  missing: string[];
  label: Bilingual;
  items: (Named & { met: boolean })[];
  missing_items: Named[];
  proof: Named[];
}
export interface Check {
  code: string;
  name: Bilingual;
  done: boolean;
  note: string;
  done_by: PersonRef | null;
  done_at: string | null;
}
export interface StageEvent {
  id: string;
  verb: string;
  from_stage: string;
  to_stage: string;
  reason: string;
  proof: { kind: string; text: string }[];
  by: PersonRef | null;
  at: string;
}
export interface Project extends Card {
  deck: { id: string; name: string; size: number; pages: number | null; url: string } | null;
  organization: Bilingual | null;
  checks: Check[];
  events: StageEvent[];
  gates: Record<string, GateState>;
  managers: PersonRef[];
  may_change: boolean;
}

export interface Prospect {
  id: string;
  since: string;
  edition: { id: string; slug: string; name: Bilingual };
  entry: { id: string; number: string; title: string; summary: string };
  team: Bilingual;
  organization: Bilingual | null;
  track: Bilingual | null;
  landing_intent: "none" | "open" | "firm";
  planned_investment: Money | null;
  contact: (PersonRef & { email: string | null; phone: string }) | null;
  project: string | null;
}

export interface MoveBody {
  to: string;
  reason?: string;
  proof?: { kind: string; text: string }[];
}
