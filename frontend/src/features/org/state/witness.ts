import type { Exception } from "../api/witness";

export type WitnessTab = "exceptions" | "notes" | "rooms" | "registers" | "interference";

const TABS: Record<WitnessTab, string[]> = {
  exceptions: ["witness"],
  notes: ["organizer", "scorekeeper", "verifier", "witness"],
  rooms: ["organizer", "scorekeeper", "verifier", "witness"],
  registers: ["organizer", "event_desk", "verifier", "witness"],
  interference: ["witness"],
};

/** The parts of the page that somebody's roles may read. */
export const witnessTabs = (roles: Set<string>) =>
  (Object.keys(TABS) as WitnessTab[]).filter((tab) => TABS[tab].some((role) => roles.has(role)));

export type Looked = "all" | Exception["state"];

/** What is shown: of one kind or of all, what nobody has looked at first. */
export function shownEvents(events: Exception[], kind: string, looked: Looked): Exception[] {
  const wanted = events.filter(
    (each) => (kind === "" || each.kind === kind) && (looked === "all" || each.state === looked),
  );
  return [
    ...wanted.filter(({ state }) => state === "unseen"),
    ...wanted.filter(({ state }) => state !== "unseen"),
  ];
}
