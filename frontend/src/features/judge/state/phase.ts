import type { JudgeRoom, QueueEntry, Rulebook, RoomSlot } from "../api/types";

const GONE = ["confirmed", "no_show", "deferred", "withdrawn"];

/** The slot whose team is on stage; the room names the last one until the next is called. */
export function onStage(room: JudgeRoom | null): RoomSlot | null {
  const slot = room?.slot ?? null;
  return slot && !GONE.includes(slot.state) ? slot : null;
}

const SEALED = ["sealed", "revealed", "confirmed"];

/** The team was sealed without this judge's sheet. */
export const leftOut = (entry: QueueEntry) =>
  entry.conflict !== "open" && !entry.sheet && SEALED.includes(entry.slot?.state ?? "");

/** How much of the two parts of a pitch has gone by, each between 0 and 1. */
export function progress(slot: RoomSlot, timing: Rulebook["timing"], left: number | null) {
  const share = (seconds: number) =>
    left === null ? 0 : Math.min(1, Math.max(0, 1 - left / (seconds * 1000)));
  if (slot.state === "pitching") return { pitch: share(timing.pitch_s), questions: 0 };
  if (slot.state === "questions") return { pitch: 1, questions: share(timing.questions_s) };
  const over = ["scoring", "held", "sealed", "revealed", "confirmed"].includes(slot.state);
  return { pitch: over ? 1 : 0, questions: over ? 1 : 0 };
}
