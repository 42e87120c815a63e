import { dateIn } from "@/lib/time";

/** The zone's own time; projects carry no edition, so no other place is named. */
export const ZONE = "Asia/Shanghai";

export type Urgency = "none" | "fine" | "soon" | "late";

const DAY = 86_400_000;

/** How pressing a running clock is: amber from the last fifth of its time on. */
export function urgency(since: string, due: string | null, now: number): Urgency {
  if (due === null) return "none";
  const end = Date.parse(due);
  if (end < now) return "late";
  const whole = Math.max(end - Date.parse(since), DAY / 24);
  return end - now <= whole / 5 ? "soon" : "fine";
}

/** Whole days that a project has been where it is. */
export const daysSince = (since: string, now: number) =>
  Math.max(0, Math.floor((now - Date.parse(since)) / DAY));

/** Whole days since a duty was due. */
export const daysLate = (due: string, now: number) =>
  Math.max(0, Math.floor((now - Date.parse(due)) / DAY));

/** The day without its year: 11-22 in Chinese, 22 Nov in English. */
export function dayIn(language: string, iso: string): string {
  return dateIn(language, ZONE, iso).replace(/^\d{4}-| \d{4}$/, "");
}
