import type { Bilingual } from "@/api/types";
import type { Deliberation, Motion, RankedRow } from "../api/deliberationTypes";
import type { ResultRow, Rulebook } from "../api/types";

/** What each seat is called on the wall: its number, or its letter. */
export function calledBy(talk: Deliberation | null): (seat: string) => string {
  const names = new Map(talk?.judges.map(({ seat, called }) => [seat, called]));
  return (seat) => (talk?.mode === "anonymous" ? (names.get(seat) ?? "?") : seat);
}

export interface Bubble {
  place: number;
  /** Who put the entry there. */
  judges: string[];
}

/** The judges' own places of an entry: one bubble a place. */
export function bubblesOf(row: RankedRow, called: (seat: string) => string): Bubble[] {
  const found = new Map<number, string[]>();
  for (const { seat, place } of row.places) {
    found.set(place, [...(found.get(place) ?? []), called(seat)]);
  }
  return [...found]
    .sort(([a], [b]) => a - b)
    .map(([place, judges]) => ({ place, judges: judges.sort(inOrder) }));
}

/** 2 before 10, Z before AA. */
export const inOrder = (a: string, b: string): number =>
  a.length - b.length || (a < b ? -1 : a > b ? 1 : 0);

export interface Dot {
  judge: string;
  mark: string;
  /** From 0 to 1, along the line. */
  at: number;
  /** Dots that would touch lie above each other, from 0. */
  level: number;
}
export interface Strip {
  id: string;
  name: Bilingual;
  max: string;
  dots: Dot[];
  /** Where the middle of all marks lies, from 0 to 1. */
  mean: number | null;
}

/** A dot's width on its line. */
const WIDTH = 0.058;

/** As it was typed: 17.50 is 17.5, and 12.00 is 12. */
export const plainMark = (mark: string): string =>
  mark.includes(".") ? mark.replace(/\.?0+$/, "") : mark;

/** An entry's marks criterion by criterion, every judge a dot. */
export function stripsOf(
  row: ResultRow | undefined,
  card: Rulebook | null,
  called: (seat: string) => string,
): Strip[] {
  return (card?.criteria ?? []).map((criterion) => {
    const max = Number(criterion.max) || 1;
    const marks = (row?.sheets ?? [])
      .flatMap(({ seat, marks }) => {
        const mark = marks?.[criterion.id];
        return mark == null ? [] : [{ judge: called(seat), mark }];
      })
      .sort((a, b) => Number(a.mark) - Number(b.mark) || inOrder(a.judge, b.judge));
    const dots: Dot[] = [];
    for (const { judge, mark } of marks) {
      const at = clamp(Number(mark) / max);
      const near = new Set(dots.filter((dot) => at - dot.at < WIDTH).map(({ level }) => level));
      let level = 0;
      while (near.has(level)) level += 1;
      dots.push({ judge, mark: plainMark(mark), at, level });
    }
    const mean = dots.length ? dots.reduce((sum, { at }) => sum + at, 0) / dots.length : null;
    return { id: criterion.id, name: criterion.name, max: criterion.max, dots, mean };
  });
}

const clamp = (value: number): number => Math.min(1, Math.max(0, value));

/** The motion about an entry that is not recorded yet, or of whose tie it is one. */
export const waitingOn = (talk: Deliberation | null, number: string): Motion | undefined =>
  talk?.motions.find(
    (motion) =>
      motion.state !== "recorded" &&
      (motion.entry.number === number || motion.order.includes(number)),
  );

/** The motion by which the entry is being marked again. */
export const againOn = (talk: Deliberation | null, number: string): Motion | undefined =>
  talk?.motions.find(({ entry, rescore }) => entry.number === number && rescore?.state === "open");

/** The entry that the panel looks at first: what is voted on, then what has to be talked over. */
export function firstOf(rows: RankedRow[], talk: Deliberation | null): string | null {
  const waiting =
    talk?.motions.find(({ state }) => state !== "recorded") ??
    talk?.motions.find(({ rescore }) => rescore?.state === "open");
  const found =
    rows.find(({ entry }) => entry === waiting?.entry.id) ??
    rows.find(({ waits }) => waits) ??
    rows.find(({ flags }) => flags.length > 0) ??
    rows[0];
  return found?.entry ?? null;
}

/** Numbers of all entries that share the place of this one and wait for a vote. */
export const tiedWith = (rows: RankedRow[], row: RankedRow): string[] =>
  row.waits
    ? rows.filter(({ rank, waits }) => waits && rank === row.rank).map(({ number }) => number)
    : [];

/** 00:18:40 since a moment. */
export function sinceText(at: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(at)) / 1000));
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
