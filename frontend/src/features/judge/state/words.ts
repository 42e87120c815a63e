import type { Bilingual } from "@/api/types";
import type { QueueEntry } from "../api/types";

/** A title may be plain text (the team wrote it in one language) or bilingual. */
export const bilingual = (value: string | Bilingual): Partial<Bilingual> =>
  typeof value === "string" ? { zh: value, en: value } : value;

export const teamOf = (team: QueueEntry["team"]): Bilingual => ("name" in team ? team.name : team);

/** The order on stage where it is known, else the entry's number. */
export function badgeOf(
  entry: Pick<QueueEntry, "number"> & Partial<Pick<QueueEntry, "slot">>,
): string {
  const position = entry.slot?.position;
  return position === undefined ? entry.number : String(position).padStart(2, "0");
}
