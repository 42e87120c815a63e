import type { ConsoleBody } from "../api/types";

/** The first three places are held: each waits for a press. */
const HELD_TO = 3;

/** The cue that comes next while the ceremony is on air, or null. */
export function ceremonyStep({ screen, ceremony }: ConsoleBody): number | null {
  if (screen.program.scene !== "ceremony" || ceremony.why || !ceremony.next) return null;
  return ceremony.cue + 1;
}

/** The same, where it may come by itself. */
export function autoStep(body: ConsoleBody): number | null {
  const { next } = body.ceremony;
  return next && next.rank > HELD_TO ? ceremonyStep(body) : null;
}
