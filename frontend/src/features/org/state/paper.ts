import type { DrawEntry, Orders } from "../api/draw";

export interface Unlike {
  room: string;
  position: number;
  first: string | null;
  second: string | null;
}

/** Why a number cannot be put next in a room's list. */
export type Unfit = "unknown" | "doubled" | "elsewhere";

/** The entry that somebody means who types `3`, `003` or `QM-003`; null where none or several are. */
export function meant(entries: DrawEntry[], typed: string): DrawEntry | null {
  const text = typed.trim().toUpperCase();
  if (!text) return null;
  const whole = entries.find(({ number }) => number.toUpperCase() === text);
  if (whole) return whole;
  if (!/^\d+$/.test(text)) return null;
  const digits = (number: string) => Number(/(\d+)$/.exec(number)?.[1] ?? Number.NaN);
  const found = entries.filter(({ number }) => digits(number) === Number(text));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** What keeps the entry from being put next in the room; null where nothing does. */
export function unfit(entry: DrawEntry | null, room: string, orders: Orders): Unfit | null {
  if (!entry) return "unknown";
  if (Object.values(orders).some((list) => list.includes(entry.number))) return "doubled";
  return entry.rooms.includes(room) ? null : "elsewhere";
}

/** How many are not in any list yet. */
export const leftOut = (entries: DrawEntry[], orders: Orders) =>
  entries.length - Object.values(orders).reduce((sum, list) => sum + list.length, 0);

/** Where two typings differ, room by room. */
export function unlike(first: Orders, second: Orders): Unlike[] {
  return Object.entries(first).flatMap(([room, mine]) => {
    const theirs = second[room] ?? [];
    const length = Math.max(mine.length, theirs.length);
    return Array.from({ length }, (_, index) => ({
      room,
      position: index + 1,
      first: mine[index] ?? null,
      second: theirs[index] ?? null,
    })).filter((each) => each.first !== each.second);
  });
}
