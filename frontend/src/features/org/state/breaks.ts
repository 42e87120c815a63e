import type { ConsoleBody, ConsoleSlot } from "../api/types";

const AHEAD = new Set(["waiting", "deferred"]);

/** The last place whose team was called and is not put off; 0 before the first. */
export const placeReached = (body: ConsoleBody): number =>
  Math.max(
    0,
    ...body.slots
      .filter(({ called_at, state }) => called_at && !AHEAD.has(state))
      .map(({ position }) => position),
  );

/** Where a break can stand: places that are not passed and have none, its own one included. */
export function placesFree(body: ConsoleBody, own: number | null): (ConsoleSlot | null)[] {
  const reached = placeReached(body);
  const taken = new Set((body.breaks ?? []).map(({ after }) => after));
  const isFree = (place: number) => place >= reached && (place === own || !taken.has(place));
  return [
    ...(isFree(0) ? [null] : []),
    ...[...body.slots]
      .sort((a, b) => a.position - b.position)
      .filter(({ position }) => isFree(position)),
  ];
}
