import type { EditionSummary, Session } from "@/api/types";

/** The roles that work on an edition; what each may do the server decides. */
const ORG = new Set([
  "host_admin",
  "organizer",
  "eligibility_officer",
  "regional_admin",
  "scorekeeper",
  "timekeeper",
  "verifier",
  "witness",
  "event_desk",
  "technician",
]);
const ROUND = [
  "organizer",
  "scorekeeper",
  "timekeeper",
  "verifier",
  "witness",
  "event_desk",
  "technician",
];
const RESULT = ["organizer", "scorekeeper", "verifier", "witness"];

export type Place =
  | "overview"
  | "entries"
  | "panel"
  | "devices"
  | "draw"
  | "live"
  | "results"
  | "ranking"
  | "deliberate"
  | "publish"
  | "people"
  | "witness"
  | "interference";

const OPEN_TO: Record<Place, string[] | null> = {
  overview: null,
  entries: ["organizer", "eligibility_officer", "regional_admin", "verifier", "witness"],
  panel: ROUND,
  devices: ["organizer", "event_desk", "technician"],
  draw: ROUND,
  live: ROUND,
  results: RESULT,
  ranking: RESULT,
  deliberate: RESULT,
  publish: ["organizer", "verifier", "witness"],
  people: ["host_admin", "organizer"],
  witness: ["organizer", "scorekeeper", "verifier", "witness", "event_desk"],
  interference: null,
};
export const PLACES = Object.keys(OPEN_TO) as Place[];

type Who = Pick<Session, "memberships"> | undefined;

/** The roles that somebody holds for an edition, by scope or for the whole host. */
export function rolesFor(session: Who, edition: Pick<EditionSummary, "id" | "host">): Set<string> {
  const held = (session?.memberships ?? []).filter(
    ({ host, scope_id }) =>
      host?.id === edition.host.id && (scope_id === null || scope_id === edition.id),
  );
  return new Set(held.map(({ role }) => role).filter((role) => ORG.has(role)));
}

/** The editions that somebody works on. */
export const editionsOf = (session: Who, editions: EditionSummary[]) =>
  editions.filter((edition) => rolesFor(session, edition).size > 0);

/** Whether a place is of any use to the roles. */
export const mayVisit = (place: Place, roles: Set<string>) =>
  OPEN_TO[place]?.some((role) => roles.has(role)) ?? true;
