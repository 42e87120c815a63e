const KEY = "yisai.judge.place";

/** Where the judge is on a card: the active row, the deck's page, the tab beside it. */
export interface Place {
  entry: string;
  row?: string;
  page?: number;
  tab?: string;
}

/** The place that was last kept for the entry; empty for another one. */
export function placeOf(entry: string): Place {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Place | null;
    return kept?.entry === entry ? kept : { entry };
  } catch {
    return { entry };
  }
}

/** Remembers a part of it, so that a reload comes back to the same row and page. */
export function placeKeep(entry: string, part: Partial<Place>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...placeOf(entry), ...part }));
  } catch {
    // The card opens at its first empty row then.
  }
}
