import type { Cut, JudgeRow, RankedJudges, Ranking, RankRow, WhatIfRow } from "../api/rankingTypes";

/** How many entries have a place. */
export const placedOf = (rows: RankRow[]): number =>
  rows.filter(({ rank }) => rank !== null).length;

/** Ranks that may still change: not counted yet, counted of something else, or sheets missing. */
export const isTentative = (ranking: Pick<Ranking, "state" | "missing" | "stale">): boolean =>
  ranking.state === "running" || ranking.stale || ranking.missing.sheets > 0;

/** The lines by the entry below which they lie; the main one comes first at its place. */
export function linesBelow(rows: RankRow[], cuts: Cut[]): Map<string, Cut[]> {
  const found = new Map<string, Cut[]>();
  for (const cut of cuts) {
    const above = rows.filter(({ rank }) => rank !== null && rank <= cut.after).at(-1);
    if (above) found.set(above.entry, [...(found.get(above.entry) ?? []), cut]);
  }
  return found;
}

/** A chance in whole percent that never claims to be sure: "<1", "97", ">99". */
export function percentOf(chance: number): string {
  if (chance > 0.99) return ">99";
  if (chance < 0.01) return "<1";
  return String(Math.round(chance * 100));
}

/** A number as people read it: a real minus sign. */
export const signless = (text: string): string => text.replace(/^-/, "−");

/** A deviation with its sign: +1.10, −0.4, 0. */
export function signed(text: string): string {
  if (text.startsWith("-")) return signless(text);
  return Number(text) === 0 ? text : `+${text.replace(/^\+/, "")}`;
}

export type Move = "up" | "down" | "same" | "new" | "gone";

/** Which way an entry would go, and by how many places. */
export function moveOf({ rank_now, rank_then }: WhatIfRow): { way: Move; by: number } {
  if (rank_now === null && rank_then === null) return { way: "same", by: 0 };
  if (rank_now === null) return { way: "new", by: 0 };
  if (rank_then === null) return { way: "gone", by: 0 };
  const by = rank_now - rank_then;
  return { way: by > 0 ? "up" : by < 0 ? "down" : "same", by: Math.abs(by) };
}

/** The rows as they would stand; who has no place comes last. */
export const thenOrder = (rows: WhatIfRow[]): WhatIfRow[] =>
  [...rows].sort(
    (a, b) =>
      (a.rank_then ?? Infinity) - (b.rank_then ?? Infinity) || a.number.localeCompare(b.number),
  );

/** Two forms of agreement that are told: of one judge and of the panel's mean; and Kendall's W. */
export function agreementOf(agreement: RankedJudges["agreement"]) {
  const icc = agreement?.icc ?? {};
  const panel = Object.keys(icc).find((form) => form.startsWith("2,") && form !== "2,1");
  return [
    { name: "single", value: icc["2,1"] },
    { name: "panel", value: panel && icc[panel] },
    { name: "kendall", value: agreement?.kendall_w },
  ].filter((each): each is { name: string; value: string } => Boolean(each.value));
}

/** How far the scale of the leniency bars goes, in points: one number for all judges. */
export const leniencyReach = (rows: JudgeRow[]): number =>
  Math.max(
    1,
    ...rows.map(({ leniency, se }) => Math.abs(Number(leniency ?? 0)) + 2 * Number(se ?? 0)),
  );
