import { duePart, partReady } from "./sessions";
import type {
  Clock,
  ConsoleBody,
  ConsoleSlot,
  DoorRules,
  RevealWhy,
  RoomSession,
  SessionCounted,
  Rulebook,
  Scene,
  Verb,
} from "../api/types";

/** Why the next step cannot be done now. */
export type Blocked =
  | { why: "round_prepared" }
  | { why: "round_closed" }
  | { why: "missing"; seats: number[] }
  | { why: "too_few"; count: number; minimum: number };

export interface NextAction {
  slot: ConsoleSlot;
  verb: Verb;
  blocked: Blocked | null;
  /** What else may come now: the turn on stage goes on while an earlier score is opened. */
  beside?: NextAction;
}

const FORWARD: Partial<Record<ConsoleSlot["state"], Verb>> = {
  called: "start_pitch",
  pitching: "start_questions",
  questions: "start_scoring",
  scoring: "seal",
  held: "seal",
  revealed: "confirm",
};
/** On stage, and nobody is speaking who must not be interrupted. */
const BETWEEN = new Set<ConsoleSlot["state"]>(["called", "scoring"]);
const TIMED = new Set(["pitching", "questions", "scoring"]);
const LATE = new Set<Verb>(["reveal", "confirm"]);

export const currentSlot = (body: ConsoleBody): ConsoleSlot | null =>
  body.slots.find((slot) => slot.id === body.current) ?? null;

/** The team to be called: the first that waits, then those that were put off. */
export function waitingSlot(body: ConsoleBody): ConsoleSlot | null {
  const rows = inOrder(body);
  const first = (state: string) => rows.find((slot) => slot.state === state);
  return first("waiting") ?? first("deferred") ?? null;
}

/** The running order; who came back late goes last. */
export const inOrder = (body: ConsoleBody): ConsoleSlot[] =>
  [...body.slots].sort(
    (a, b) => Number(a.returned) - Number(b.returned) || a.position - b.position,
  );

/** From when on a team counts as not there: its last call, or the minutes since the first one. */
export function absentFrom({ door, called_at }: ConsoleSlot, rules: DoorRules): number {
  if (door.calls.length >= rules.calls) return 0;
  const times = [called_at, ...door.calls].filter((at) => at !== null).map(Date.parse);
  return times.length > 0 ? Math.min(...times) + rules.grace_s * 1000 : Number.POSITIVE_INFINITY;
}

/** Teams that left the stage unsigned; in a session that is signed at once there is no such thing. */
export const heldSlots = (body: ConsoleBody) =>
  body.session
    ? []
    : body.slots.filter((slot) => slot.state === "held" && slot.id !== body.current);

export const missingSeats = (slot: ConsoleSlot) =>
  slot.sheets.filter((sheet) => sheet.state === "open").map((sheet) => sheet.seat);

export const signedCount = (slot: ConsoleSlot) =>
  slot.sheets.filter((sheet) => sheet.state === "signed").length;

/** What keeps a slot from being sealed: sheets that are not signed, or too few of them. */
export function sealBlocked(slot: ConsoleSlot, minimum: number): Blocked | null {
  const seats = missingSeats(slot);
  if (seats.length > 0) return { why: "missing", seats };
  const count = signedCount(slot);
  return count < minimum ? { why: "too_few", count, minimum } : null;
}

const SCORED = new Set(["scoring", "held"]);

/** The seats that have not signed all of a session. */
export const unsignedSeats = (session: SessionCounted) =>
  session.judges.filter(({ sheets, signed }) => signed < sheets).map(({ seat }) => seat);

/** Of several sessions one that everybody has signed: a team of it that stands for all of them. */
export function sealable(body: ConsoleBody): ConsoleSlot | null {
  const part = duePart(body);
  if (!part || !partReady(part)) return null;
  return (
    inOrder(body).find(({ id, state }) => part.slots.includes(id) && SCORED.has(state)) ?? null
  );
}

/**
 * A session's step: call on, then seal all of it; null once scores may be opened. Of several the one
 * that everybody has signed is sealed before the next team is called.
 */
export function sessionTurn(body: ConsoleBody, session: RoomSession) {
  const current = currentSlot(body);
  const ready = sealable(body);
  if (ready && (!current || !RUNNING.has(current.state))) {
    return { slot: ready, verb: "seal_session" as const };
  }
  if (current && !SCORED.has(current.state)) {
    const verb = FORWARD[current.state];
    if (verb) return { slot: current, verb };
  }
  const waiting = waitingSlot(body);
  if (waiting) return { slot: waiting, verb: "call" as const };
  const heard = current ?? inOrder(body).find((slot) => SCORED.has(slot.state));
  return session.due > 0 && heard ? { slot: heard, verb: "seal_session" as const } : null;
}

/** The team whose score comes next, and why it has to wait. */
export function dueReveal(body: ConsoleBody): { slot: ConsoleSlot; why: RevealWhy | null } | null {
  const slot = body.slots.find(({ id }) => id === body.reveal.slot);
  return slot ? { slot, why: body.reveal.why } : null;
}

/** Whether only two people could seal it now: in scoring, and something keeps it from its seal. */
export const sealShort = (slot: ConsoleSlot, minimum: number) =>
  (slot.state === "scoring" || slot.state === "held") && sealBlocked(slot, minimum) !== null;

/** The fewest sheets with which a team is sealed. */
export const fewest = ({ panel }: Rulebook) =>
  panel.below_minimum === "mean" ? 1 : panel.minimum_sheets;

/** The one next step of the room, or null when every slot is through. */
export function nextAction(body: ConsoleBody, minimum: number): NextAction | null {
  if (body.session) {
    const turn = sessionTurn(body, body.session);
    const own = turn && actionOf(body, turn.slot, turn.verb, minimum);
    const open = dueReveal(body);
    // The morning's scores may be opened before the afternoon begins.
    if (own?.verb === "call" && open && !open.why)
      return { ...actionOf(body, open.slot, "reveal", minimum), beside: own };
    const ready = own?.verb === "seal_session" ? null : sealable(body);
    if (own && ready) return { ...own, beside: actionOf(body, ready, "seal_session", minimum) };
    if (own) return own;
  }
  const slot = currentSlot(body);
  const forward = slot ? FORWARD[slot.state] : undefined;
  const own = slot && forward ? actionOf(body, slot, forward, minimum) : null;
  const due = dueReveal(body);
  const behind = due && !due.why ? actionOf(body, due.slot, "reveal", minimum) : null;
  if (own && !behind) return own;
  if (own && behind) {
    // A score is opened before the next pitch, or while sheets are awaited.
    if (!slot || !BETWEEN.has(slot.state)) return own;
    if (slot.state === "scoring" && !own.blocked) return { ...own, beside: behind };
    return { ...behind, beside: own };
  }
  const call = callOf(waitingSlot(body), heldSlots(body)[0]);
  const next = call && actionOf(body, call.slot, call.verb, minimum);
  if (behind && body.reveal.mode !== "after_session") return behind;
  if (next) return next;
  const shown = body.slots.find(({ state }) => state === "revealed");
  return behind ?? (shown ? actionOf(body, shown, "confirm", minimum) : null);
}

const actionOf = (
  body: ConsoleBody,
  slot: ConsoleSlot,
  verb: Verb,
  minimum: number,
): NextAction => ({ slot, verb, blocked: blockedBy(body, slot, verb, minimum) });

function callOf(waiting: ConsoleSlot | null, held: ConsoleSlot | undefined) {
  if (waiting) return { slot: waiting, verb: "call" as const };
  return held ? { slot: held, verb: "start_scoring" as const } : null;
}

function blockedBy(
  body: ConsoleBody,
  slot: ConsoleSlot,
  verb: Verb,
  minimum: number,
): Blocked | null {
  if (body.round.state === "prepared") return { why: "round_prepared" };
  if (body.round.state !== "open" && !LATE.has(verb)) return { why: "round_closed" };
  if (verb === "seal_session" && body.session) {
    const seats = unsignedSeats(body.session);
    return seats.length > 0 ? { why: "missing", seats } : null;
  }
  return verb === "seal" ? sealBlocked(slot, minimum) : null;
}

const RUNNING = new Set(["called", "pitching", "questions"]);

/** Slots that keep the round from closing. */
const DONE = new Set(["sealed", "revealed", "confirmed", "withdrawn", "no_show"]);
export const openSlots = <S extends Pick<ConsoleSlot, "state">>({ slots }: { slots: S[] }) =>
  slots.filter(({ state }) => !DONE.has(state));

/** What the space bar does: pause a running clock, resume a stopped one. */
export function clockVerb(slot: ConsoleSlot | null): "pause" | "resume" | null {
  if (!slot?.clock || !TIMED.has(slot.state)) return null;
  return slot.clock.paused_at ? "resume" : "pause";
}

/** The team that 下一队 calls now; none while one is on stage that nobody has scored yet. */
export function nextTeam(body: ConsoleBody): ConsoleSlot | null {
  const current = currentSlot(body);
  if (body.round.state !== "open" || (current && RUNNING.has(current.state))) return null;
  return waitingSlot(body);
}

/** What a single key stands for now. */
export type Pressed =
  | { act: "verb"; slot: ConsoleSlot; verb: Verb }
  | { act: "reveal" }
  | { act: "undo" }
  | { act: "black" }
  | { act: "help" }
  | { act: "scene"; scene: Scene };

/** The scenes of the keys 1 to 5. */
export const KEY_SCENES: readonly Scene[] = [
  "countdown",
  "order",
  "leaderboard",
  "waiting",
  "break",
];

export function keyPress(key: string, body: ConsoleBody): Pressed | null {
  const current = currentSlot(body);
  const verb = (slot: ConsoleSlot | null, name: Verb | null): Pressed | null =>
    slot && name ? { act: "verb", slot, verb: name } : null;
  switch (key.toLowerCase()) {
    case " ":
      return verb(current, clockVerb(current));
    case "s":
      return current?.state === "questions" ? verb(current, "start_scoring") : null;
    case "n":
      return verb(nextTeam(body), "call");
    case "r":
      return { act: "reveal" };
    case "u":
    case "z":
      return body.undo ? { act: "undo" } : null;
    case "b":
      return { act: "black" };
    case "?":
      return { act: "help" };
  }
  const scene = KEY_SCENES[Number(key) - 1];
  return scene ? { act: "scene", scene } : null;
}

/** Milliseconds left on a server clock; negative once it has run over. */
export function leftOf(clock: Clock, now: number): number {
  const end = clock.paused_at ? Date.parse(clock.paused_at) : now;
  return clock.duration_s * 1000 - (end - Date.parse(clock.started_at) - clock.paused_ms);
}

/** 03:24, and +0:12 once the time is over. */
export function countdown(ms: number): string {
  const seconds = ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return ms < 0 ? `+${minutes}:${rest}` : `${String(minutes).padStart(2, "0")}:${rest}`;
}
