import type { Cell, Sheet } from "./types";

export type Truth = "editing" | "local" | "sent" | "committed" | "conflict" | "rejected" | "signed";

export interface Facts {
  editing: boolean;
  /** Operations of the cell that no acknowledgement has removed. */
  waiting: readonly string[];
  sent: ReadonlySet<string>;
}

/** Where a mark is, driven by acknowledgements only; null where nothing was ever marked. */
export function cellTruth(
  cell: Cell | undefined,
  sheet: Sheet | undefined,
  facts: Facts,
): Truth | null {
  if (cell?.issue) return cell.issue.kind === "stale" ? "conflict" : "rejected";
  if (facts.editing) return "editing";
  if (facts.waiting.length > 0) {
    return facts.waiting.every((op) => facts.sent.has(op)) ? "sent" : "local";
  }
  // What the server does not have is never shown as if it had it.
  if (cell && cell.value !== cell.server) return "local";
  if (!cell || cell.value === null) return null;
  return sheet && sheet.state !== "open" ? "signed" : "committed";
}

const WORST: Truth[] = ["conflict", "rejected", "editing", "local", "sent", "committed", "signed"];

/** The worst of many states and how many have it. */
export function worstTruth(states: (Truth | null)[]): { truth: Truth; count: number } | null {
  const known = states.filter((state) => state !== null);
  const truth = WORST.find((state) => known.includes(state));
  return truth ? { truth, count: known.filter((state) => state === truth).length } : null;
}
