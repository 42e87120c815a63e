import { api } from "@/api/client";
import type { Cue, Move, Slot, Verb } from "./types";

const once = () => ({ idempotencyKey: crypto.randomUUID() });

/**
 * One button of the console; the hall follows the server's answer, never our guess. Each press is
 * its own: a second pause is no repetition of the first. `seen` is the last step that this screen
 * knew of: whoever was slower than somebody else is refused.
 */
export const slotCommand = (slot: string, verb: Verb, more: { code?: string; seen?: string }) =>
  api.post<Slot>(`slots/${slot}/commands`, { verb, ...more }, once());

/** Seals all teams of the room's session. */
export const sessionSeal = (room: string, seen?: string) =>
  api.post<unknown>(`rooms/${room}/seal`, { seen: seen ?? null }, once());

/** Takes the step back that is named, if it is still the last. */
export const roomUndo = (room: string, move: string) =>
  api.post<Move>(`rooms/${room}/undo`, { move }, once());

/** What the hall's screen shows. */
export const roomCue = (room: string, cue: Cue) =>
  api.post<unknown>(`rooms/${room}/cue`, cue, once());

/** The hall's lights, for every tablet in it. */
export const roomLights = (room: string, lights: "on" | "off") =>
  api.post<unknown>(`rooms/${room}/lights`, { lights }, once());

/** Somebody went to the judge's table. */
export const callAnswer = (room: string, call: string) =>
  api.post<unknown>(`rooms/${room}/calls/${call}/answer`, {}, once());
