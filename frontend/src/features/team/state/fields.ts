import type { Entry, EntryFields } from "../api/types";

export const TITLE_MAX = 60;
export const SUMMARY_MAX = 500;
export const PLANNED = "planned_investment";

/** The editable part of an entry as a PATCH words it. */
export function fieldsOf(entry: Entry): EntryFields {
  return {
    title: entry.title,
    summary: entry.summary,
    track: entry.track?.id ?? null,
    division: entry.division?.id ?? null,
    landing_intent: entry.landing_intent,
    planned_investment: entry.planned_investment,
  };
}

/** Equal as values of a form field; space around a text does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a === "string" && typeof b === "string") return a.trim() === b.trim();
  const money = (value: unknown) => (value as { minor?: number } | null | undefined)?.minor;
  return money(a) !== undefined && money(a) === money(b);
}
