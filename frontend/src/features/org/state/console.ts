import type { Clock, ConsoleBody, ConsoleSlot, RoomSession, Scene, Verb } from "../api/types";

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
}

const FORWARD: Partial<Record<ConsoleSlot["state"], Verb>> = {
  called: "start_pitch",
  pitching: "start_questions",
  questions: "start_scoring",
  scoring: "seal",
  held: "seal",
  sealed: "reveal",
  revealed: "confirm",
};
const TIMED = new Set(["pitching", "questions", "scoring"]);
const LATE = new Set<Verb>(["reveal", "confirm"]);

export const currentSlot = (body: ConsoleBody): ConsoleSlot | null =>
  body.slots.find((slot) => slot.id === body.current) ?? null;

const inOrder = (body: ConsoleBody) => [...body.slots].sort((a, b) => a.position - b.position);

/** The team to be called: the first that waits, then those that were put off. */
export function waitingSlot(body: ConsoleBody): ConsoleSlot | null {
  const rows = inOrder(body);
  const first = (state: string) => rows.find((slot) => slot.state === state);
  return first("waiting") ?? first("deferred") ?? null;
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
export const unsignedSeats = (session: RoomSession) =>
  session.judges.filter(({ sheets, signed }) => signed < sheets).map(({ seat }) => seat);

/** A session's step: call on, seal all of it, then reveal one team after the other. */
function sessionTurn(body: ConsoleBody, session: RoomSession) {
  const current = currentSlot(body);
  const sealed = inOrder(body).find((slot) => slot.state === "sealed");
  if (current && !SCORED.has(current.state)) {
    const verb = FORWARD[current.state];
    if (verb) return { slot: current, verb };
  }
  const waiting = waitingSlot(body);
  if (waiting) return { slot: waiting, verb: "call" as const };
  const heard = current ?? inOrder(body).find((slot) => SCORED.has(slot.state));
  if (session.due > 0 && heard) return { slot: heard, verb: "seal_session" as const };
  return sealed ? { slot: sealed, verb: "reveal" as const } : null;
}

/** The one next step of the room, or null when every slot is through. */
export function nextAction(body: ConsoleBody, minimum: number): NextAction | null {
  if (body.session) {
    const turn = sessionTurn(body, body.session);
    return turn && { ...turn, blocked: blockedBy(body, turn.slot, turn.verb, minimum) };
  }
  const slot = currentSlot(body);
  const forward = slot ? FORWARD[slot.state] : undefined;
  const turn =
    slot && forward ? { slot, verb: forward } : callOf(waitingSlot(body), heldSlots(body)[0]);
  if (!turn) return null;
  return { ...turn, blocked: blockedBy(body, turn.slot, turn.verb, minimum) };
}

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

/** Slots that keep the round from closing. */
const DONE = new Set(["sealed", "revealed", "confirmed", "withdrawn", "no_show"]);
export const openSlots = <S extends Pick<ConsoleSlot, "state">>({ slots }: { slots: S[] }) =>
  slots.filter(({ state }) => !DONE.has(state));

/** What the space bar does: pause a running clock, resume a stopped one. */
export function clockVerb(slot: ConsoleSlot | null): "pause" | "resume" | null {
  if (!slot?.clock || !TIMED.has(slot.state)) return null;
  return slot.clock.paused_at ? "resume" : "pause";
}

const RUNNING = new Set(["called", "pitching", "questions"]);

/** The team that 下一队 calls now; none while one is on stage that nobody has scored yet. */
export function nextTeam(body: ConsoleBody): ConsoleSlot | null {
  const current = currentSlot(body);
  if (body.round.state !== "open" || (current && RUNNING.has(current.state))) return null;
  return waitingSlot(body);
}

/** What R does: seal, reveal, or open the next step on the screen; `missing` names open sheets. */
export type Revealing =
  | { do: "seal" | "seal_session" | "reveal"; slot: ConsoleSlot; missing: number[]; short: boolean }
  | { do: "step"; slot: ConsoleSlot; step: number }
  | { do: "take"; slot: ConsoleSlot }
  | { do: "done"; slot: ConsoleSlot };

export const LAST_STEP = 4;

export function revealing(body: ConsoleBody, minimum: number): Revealing | null {
  const slot = currentSlot(body);
  if (!slot) return null;
  const { program } = body.screen;
  const missing = missingSeats(slot);
  const scoring = slot.sheets.filter(({ state }) => state !== "none").length;
  const short = signedCount(slot) < Math.max(minimum, scoring);
  if (slot.state === "sealed") return { do: "reveal", slot, missing: [], short };
  if (slot.state === "confirmed" && body.session) {
    const next = inOrder(body).find(({ state }) => state === "sealed");
    if (next) return { do: "reveal", slot: next, missing: [], short: false };
  }
  if (slot.state === "revealed" || slot.state === "confirmed") {
    if (program.scene !== "reveal" || program.slot !== slot.id) {
      return slot.state === "revealed" ? { do: "take", slot } : { do: "done", slot };
    }
    return program.step < LAST_STEP
      ? { do: "step", slot, step: program.step + 1 }
      : { do: "done", slot };
  }
  if (body.session) return sessionSealing(body, body.session);
  return { do: "seal", slot, missing, short };
}

/** Before the seal of a session there is nothing to reveal, and nobody has signed before its end. */
function sessionSealing(body: ConsoleBody, session: RoomSession): Revealing | null {
  const turn = sessionTurn(body, session);
  if (turn?.verb !== "seal_session") return null;
  return { do: "seal_session", slot: turn.slot, missing: unsignedSeats(session), short: false };
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
