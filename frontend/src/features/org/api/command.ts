import { api } from "@/api/client";
import type { Slot, Verb } from "./types";

/**
 * One button of the console; the hall follows the server's answer, never our guess. Each press is
 * its own: a second pause is no repetition of the first, and the slot's state refuses a repetition.
 */
export const slotCommand = (slot: string, verb: Verb, code?: string) =>
  api.post<Slot>(`slots/${slot}/commands`, code ? { verb, code } : { verb }, {
    idempotencyKey: crypto.randomUUID(),
  });
