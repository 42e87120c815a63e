import type { Bilingual } from "@/api/types";
import type { Result, ResultRow, Rulebook } from "../api/types";

/** Why somebody cannot lock a result, or null where they can. */
export function lockReason(
  result: Result | null,
  roles: Set<string>,
  me: string | undefined,
): "deliberating" | "same_person" | "verifier_only" | "tie_waits" | null {
  if (!result) return null;
  if (result.state === "under_review") return "deliberating";
  if (result.computed_by && result.computed_by.id === me) return "same_person";
  if (!roles.has("verifier") || roles.has("witness")) return "verifier_only";
  return result.rows.some((row) => row.waits) ? "tie_waits" : null;
}

export interface Mark {
  seat: string;
  total: string;
  dropped: "high" | "low" | "rule" | null;
}

/** A row's sheet totals by seat; a dropped one says on which side it fell, or that a rule left it out. */
export function marksOf(row: ResultRow): Map<string, Mark> {
  const high = new Set(row.dropped_high);
  const low = new Set(row.dropped_low);
  const sideOf = (seat: string): Mark["dropped"] => {
    if (row.left_out?.[seat]) return "rule";
    return high.has(seat) ? "high" : low.has(seat) ? "low" : null;
  };
  return new Map(
    (row.sheets ?? []).map(({ seat, total }) => [seat, { seat, total, dropped: sideOf(seat) }]),
  );
}

/** What a line or a group of lines is called. */
export const lineName = (rulebook: Rulebook, id: string): Bilingual | undefined =>
  [...rulebook.criteria, ...(rulebook.groups ?? [])].find((each) => each.id === id)?.name;

/** Every seat of a result that handed in a sheet, in order. */
export const seatsOf = (rows: ResultRow[]): string[] =>
  [...new Set(rows.flatMap((row) => (row.sheets ?? []).map(({ seat }) => seat)))].sort(
    (a, b) => Number(a) - Number(b),
  );
