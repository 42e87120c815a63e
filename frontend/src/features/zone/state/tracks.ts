import type { Bilingual } from "@/api/types";
import type { Card } from "../api/types";

const HUES = 6;

/** Every track of the cards, in the order of their Chinese names. */
export function tracksOf(cards: Card[]): Bilingual[] {
  const found = new Map<string, Bilingual>();
  for (const { entry } of cards) if (entry?.track) found.set(entry.track.zh, entry.track);
  const order = new Intl.Collator("zh-Hans-CN");
  return [...found.values()].sort((one, other) => order.compare(one.zh, other.zh));
}

/** The number of a track's color, 1 to 6; its word stands beside it always. */
export function hueOf(tracks: Bilingual[], track: Bilingual): number {
  const at = tracks.findIndex(({ zh }) => zh === track.zh);
  return (Math.max(at, 0) % HUES) + 1;
}

/** Every edition of the cards by its id, the newest first. */
export function editionsOf(cards: Card[]): { id: string; name: Bilingual }[] {
  const found = new Map<string, Bilingual>();
  for (const { entry } of cards) if (entry) found.set(entry.edition, entry.edition_name);
  return [...found].map(([id, name]) => ({ id, name })).reverse();
}
