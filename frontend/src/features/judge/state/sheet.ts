import { markFixed, markParse, stepDecimals } from "@/offline/marks";
import type { Sheet } from "@/offline/types";
import { cellKey, type TabletView } from "@/offline/view";
import type { Criterion, Rulebook } from "../api/types";
import { tooLow, worthOf } from "./lines";

/** A criterion with this judge's mark. */
export interface Row {
  criterion: Criterion;
  value: string | null;
}

export function rowsOf(rulebook: Rulebook, sheet: string | null, view: TabletView): Row[] {
  return rulebook.criteria.map((criterion) => ({
    criterion,
    value: sheet ? (view.cells.get(cellKey(sheet, criterion.id))?.value ?? null) : null,
  }));
}

/** The marks that a signed card covers: what the server did not take is not among them. */
export function acceptedRows(rows: Row[], sheet: Sheet | undefined, view: TabletView): Row[] {
  if (!sheet || sheet.state === "open") return rows;
  return rows.map((row) => {
    const issue = view.cells.get(cellKey(sheet.id, row.criterion.id))?.issue;
    return issue?.kind === "held" ? { ...row, value: issue.theirs } : row;
  });
}

/** Hundredths of what all marks together are worth. */
export const totalOf: (rows: Row[]) => number = worthOf;

/** A total with as many decimals as the finest step of the rulebook. */
export function totalText(rulebook: Rulebook, hundredths: number): string {
  const decimals = Math.max(
    ...rulebook.criteria.map(({ step, times }) => (times ? 2 : stepDecimals(step))),
  );
  return markFixed(hundredths, decimals);
}

/** What keeps the sheet from being signed: lines without a mark, and marks that are too low. */
export const missingOf = (rows: Row[]): Criterion[] =>
  rows
    .filter(({ criterion, value }) =>
      value === null ? criterion.required : tooLow(criterion, value),
    )
    .map((row) => row.criterion);

/** Whether the rulebook signs all teams of a session at once. */
export const bySession = ({ sealing }: Rulebook): boolean => sealing === "per_session";

export const touched = (rows: Row[]): boolean => rows.some((row) => row.value !== null);

/** Where a mark lies outside what the rulebook recommends; a hint and never a block. */
export function outside(
  mark: number | null,
  band: { low: string; high: string } | undefined,
): boolean {
  if (mark === null || !band) return false;
  return mark < (markParse(band.low) ?? 0) || mark > (markParse(band.high) ?? Infinity);
}

/** This judge's own signed totals: how many, their mean, the lowest and the highest. */
export function ownRange(
  totals: number[],
): { count: number; mean: number; low: number; high: number } | null {
  if (totals.length === 0) return null;
  const sum = totals.reduce((a, b) => a + b, 0);
  return {
    count: totals.length,
    mean: Math.round(sum / totals.length / 10) * 10,
    low: Math.min(...totals),
    high: Math.max(...totals),
  };
}

/** Where a total would stand among the judge's own: 2 of 5; null while there is nothing to compare. */
export function placeAmong(total: number, own: number[]): { place: number; all: number } | null {
  if (own.length === 0) return null;
  return { place: own.filter((each) => each > total).length + 1, all: own.length + 1 };
}
