import type { CeremonyState, ConsoleBody, ConsoleSlot, RevealWhy, RoomSession } from "../api/types";
import { ceremonyStep } from "./ceremony";
import {
  currentSlot,
  dueReveal,
  missingSeats,
  sealable,
  sessionTurn,
  signedCount,
  unsignedSeats,
} from "./console";

/** What R does: seal, reveal, or open the next step on the screen; `missing` names open sheets. */
export type Revealing =
  | { do: "seal" | "seal_session" | "reveal"; slot: ConsoleSlot; missing: number[]; short: boolean }
  | { do: "step"; slot: ConsoleSlot; step: number }
  | { do: "cue"; step: number; next: NonNullable<CeremonyState["next"]> }
  | { do: "take"; slot: ConsoleSlot }
  | { do: "confirm"; slot: ConsoleSlot }
  | { do: "done"; slot: ConsoleSlot }
  | { do: "wait"; slot: ConsoleSlot; why: RevealWhy };

export const LAST_STEP = 4;
const SHOWN = new Set(["revealed", "confirmed"]);

export function revealing(body: ConsoleBody, minimum: number): Revealing | null {
  const { program } = body.screen;
  const cue = ceremonyStep(body);
  if (cue !== null && body.ceremony.next) return { do: "cue", step: cue, next: body.ceremony.next };
  const current = currentSlot(body);
  const shown = body.slots.find(({ id, state }) => id === program.slot && SHOWN.has(state));
  const onAir = program.scene === "reveal" ? shown : undefined;
  if (onAir && program.step < LAST_STEP) {
    return { do: "step", slot: onAir, step: program.step + 1 };
  }
  const broken = interrupted(body, onAir);
  if (broken) return { do: "take", slot: broken };
  // The one on stage is confirmed by the big button.
  if (onAir && onAir.state === "revealed" && onAir.id !== current?.id) {
    return { do: "confirm", slot: onAir };
  }
  const due = dueReveal(body);
  if (due && !due.why) {
    return { do: "reveal", slot: due.slot, missing: [], short: isShort(due.slot, minimum) };
  }
  if (body.session?.due) return sessionSealing(body, body.session);
  if (current && !SHOWN.has(current.state) && current.state !== "sealed") {
    return {
      do: "seal",
      slot: current,
      missing: missingSeats(current),
      short: isShort(current, minimum),
    };
  }
  if (due?.why) return { do: "wait", slot: due.slot, why: due.why };
  return current ? { do: "done", slot: current } : null;
}

/** Before the seal of a session there is nothing to reveal, and nobody has signed before its end. */
function sessionSealing(body: ConsoleBody, session: RoomSession): Revealing | null {
  const turn = sessionTurn(body, session);
  const slot = turn?.verb === "seal_session" ? turn.slot : sealable(body);
  if (!slot) return null;
  return { do: "seal_session", slot, missing: unsignedSeats(session), short: false };
}

/** A reveal that left the screen before its end: the one on stage, else one whose final is open. */
function interrupted(body: ConsoleBody, onAir: ConsoleSlot | undefined): ConsoleSlot | undefined {
  return body.slots.find(
    (slot) =>
      slot.state === "revealed" &&
      slot.id !== onAir?.id &&
      (slot.id === body.current || slot.final === null),
  );
}

/** Fewer cards than judges, or than the rules want. */
function isShort(slot: ConsoleSlot, minimum: number): boolean {
  const scoring = slot.sheets.filter(({ state }) => state !== "none").length;
  return signedCount(slot) < Math.max(minimum, scoring);
}
