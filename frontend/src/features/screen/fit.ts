import type { CSSProperties } from "react";

/** Numbers that the style sheet counts with. */
export function counts(values: Record<`--${string}`, number>): CSSProperties {
  return values;
}

/** How wide a text is, in 汉字: a Latin letter takes a good half. */
export function widthOf(text: string): number {
  return Array.from(text).reduce((sum, each) => sum + (/[ -ɏ]/.test(each) ? 0.56 : 1), 0);
}

/** Whether a team's name needs a second line on the wall, or smaller letters as well. */
export function lengthOf(name: string): "long" | "longest" | undefined {
  const width = widthOf(name);
  if (width <= 10.5) return undefined;
  return width <= 23 ? "long" : "longest";
}

/** A size for words of their own: fewer words are larger. */
export function sizeOf(text: string): "xl" | "l" | "m" | "s" {
  const width = widthOf(text);
  if (width <= 12) return "xl";
  if (width <= 36) return "l";
  return width <= 90 ? "m" : "s";
}

/** Totals with as many decimals as they need, all the same: 85.50 and 93.00 are 85.5 and 93.0. */
export function decimalsOf(totals: string[]): (total: string) => string {
  const isShort = totals.every((total) => total.endsWith("0"));
  return (total) => (isShort ? total.slice(0, -1) : total);
}

/** The rows that fit: the first ones, and the new one in its place at the end of them. */
export function rowsThatFit<Row extends { fresh: boolean }>(rows: Row[], most: number): Row[] {
  if (rows.length <= most) return rows;
  const fresh = rows.findIndex((row) => row.fresh);
  if (fresh < most) return rows.slice(0, most);
  // The team that the hall waits for, between the one before it and the one behind it.
  const from = Math.min(fresh - 1, rows.length - 3);
  return [...rows.slice(0, most - 3), ...rows.slice(from, from + 3)];
}
