import type { ConsoleBody, ConsoleSlot, Rulebook } from "../api/types";
import { currentSlot, leftOf } from "./console";

type Timing = Rulebook["timing"];

const OFF = new Set(["withdrawn"]);
const OVER = new Set(["sealed", "revealed", "confirmed", "no_show", "withdrawn", "held"]);

export interface Forecast {
  /** When the last turn ends if everything keeps to the rulebook from here on. */
  end: number;
  /** How much later than the plan, in minutes; negative is earlier. */
  late: number;
  /** When each waiting team is on, by slot. */
  calls: Map<string, number>;
  /** What the plan is made of. */
  first: number;
  turn: number;
  teams: number;
}

export const turnSeconds = ({ pitch_s, questions_s, scoring_s }: Timing) =>
  pitch_s + questions_s + scoring_s;

/** What is left of the turn on stage: the rest of its phase and the phases to come. */
function restOf(slot: ConsoleSlot, timing: Timing, now: number): number {
  const left = slot.clock ? Math.max(0, leftOf(slot.clock, now)) / 1000 : 0;
  switch (slot.state) {
    case "called":
      return turnSeconds(timing);
    case "pitching":
      return left + timing.questions_s + timing.scoring_s;
    case "questions":
      return left + timing.scoring_s;
    case "scoring":
      return left;
    default:
      return 0;
  }
}

/**
 * Plan: from the first call on, a turn of the rulebook for each team. Forecast: from now on, what
 * is left of the turn on stage and a turn for each team that waits. Null before the first call.
 */
export function forecast(body: ConsoleBody, timing: Timing, now: number): Forecast | null {
  const slots = body.slots.filter(({ state }) => !OFF.has(state));
  const called = slots.flatMap(({ called_at }) => (called_at ? [Date.parse(called_at)] : []));
  if (called.length === 0) return null;
  const first = Math.min(...called);
  const turn = turnSeconds(timing) * 1000;
  const current = currentSlot(body);
  const on = current && !OVER.has(current.state) ? current : null;
  let at = now + (on ? restOf(on, timing, now) * 1000 : 0);
  const calls = new Map<string, number>();
  const waiting = [...slots]
    .filter(({ state }) => state === "waiting" || state === "deferred")
    .sort(
      (a, b) =>
        Number(a.state === "deferred") - Number(b.state === "deferred") || a.position - b.position,
    );
  for (const slot of waiting) {
    calls.set(slot.id, at);
    at += turn;
  }
  if (!on && waiting.length === 0) {
    at = Math.max(...slots.map(({ left_at }) => (left_at ? Date.parse(left_at) : first)));
  }
  const late = Math.round((at - (first + slots.length * turn)) / 60_000);
  return { end: at, late, calls, first, turn, teams: slots.length };
}
