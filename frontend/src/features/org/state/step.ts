import type { EntryRow, Round } from "../api/types";
import type { Place } from "./roles";

export interface NextStep {
  key:
    | "waitForEntries"
    | "decide"
    | "closeRegistration"
    | "draw"
    | "reveal"
    | "links"
    | "openRound"
    | "runRound"
    | "compute"
    | "lock"
    | "publishProposed"
    | "publishFinal"
    | "done";
  place: Place;
  count?: number;
}

const WAITING = new Set(["submitted", "in_check"]);

export const undecided = (entries: EntryRow[]) =>
  entries.filter(({ state }) => WAITING.has(state)).length;

/** The one thing to do next in an edition, from what is on record. */
export function nextStep(entries: EntryRow[], round: Round | undefined, edition: string): NextStep {
  const count = undecided(entries);
  if (!round || round.state === "prepared") {
    if (count > 0) return { key: "decide", place: "entries", count };
    if (!round || !entries.some(({ state }) => state === "accepted")) {
      return { key: "waitForEntries", place: "entries" };
    }
    return beforeRound(round, edition);
  }
  if (round.state === "open") return { key: "runRound", place: "live" };
  return afterRound(round);
}

function beforeRound(round: Round, edition: string): NextStep {
  if (!round.draw && edition === "open") return { key: "closeRegistration", place: "draw" };
  if (!round.draw) return { key: "draw", place: "draw" };
  if (!round.draw.revealed_at) return { key: "reveal", place: "draw" };
  const seats = round.panels.flatMap((panel) => panel.seats.filter((seat) => !seat.is_alternate));
  const unbound = seats.filter((seat) => !seat.device_bound).length;
  if (unbound > 0) return { key: "links", place: "panel", count: unbound };
  return { key: "openRound", place: "live" };
}

function afterRound(round: Round): NextStep {
  if (!round.result) return { key: "compute", place: "results" };
  if (round.result.state !== "locked") return { key: "lock", place: "results" };
  const opened = (kind: string) =>
    round.publications.some((each) => each.kind === kind && each.state === "opened");
  if (!opened("proposed")) return { key: "publishProposed", place: "publish" };
  if (!opened("final")) return { key: "publishFinal", place: "publish" };
  return { key: "done", place: "publish" };
}
