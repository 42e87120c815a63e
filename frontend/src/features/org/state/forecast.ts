import type { Break, ConsoleBody, ConsoleSlot, Rulebook } from "../api/types";
import { placeReached } from "./breaks";
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
  /** When the last turn would end by the plan, breaks included: skipped ones as well. */
  planned: number;
  /** What leaving out a break that is still ahead would gain, in whole minutes. */
  gains: { item: Break; minutes: number }[];
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

/** The breaks ahead with what is left of each; the one that is due runs since its team left. */
function breaksAhead(body: ConsoleBody, isOn: boolean, now: number) {
  const reached = placeReached(body);
  const before = body.slots.find(({ position }) => position === reached)?.left_at;
  return (body.breaks ?? [])
    .filter(({ after, skipped }) => after >= reached && !skipped)
    .map((item) => {
      const length = item.minutes * 60_000;
      const runs = item.after === reached && !isOn && before;
      const left = runs ? Math.max(0, Date.parse(before) + length - now) : length;
      return { item, left };
    });
}

/**
 * Plan: from the first call on, a turn of the rulebook for each team. Forecast: from now on, what
 * is left of the turn on stage, a turn for each team that waits, and the breaks between. Null before
 * the first call.
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
  const ahead = breaksAhead(body, on !== null, now);
  const due = [...ahead];
  for (const slot of waiting) {
    while (due[0] && due[0].item.after < slot.position) at += due.shift()?.left ?? 0;
    calls.set(slot.id, at);
    at += turn;
  }
  for (const { left } of due) at += left;
  if (!on && waiting.length === 0 && due.length === 0) {
    at = Math.max(...slots.map(({ left_at }) => (left_at ? Date.parse(left_at) : first)));
  }
  const breaks = (body.breaks ?? []).filter(({ after }) => after > 0);
  const between = breaks.reduce((sum, { minutes }) => sum + minutes, 0) * 60_000;
  const planned = first + slots.length * turn + between;
  const gains = ahead
    .map(({ item, left }) => ({ item, minutes: Math.round(left / 60_000) }))
    .filter(({ minutes }) => minutes > 0);
  const late = Math.round((at - planned) / 60_000);
  return { end: at, late, calls, first, turn, teams: slots.length, planned, gains };
}
