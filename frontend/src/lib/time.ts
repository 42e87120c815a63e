import { asLanguage } from "./language";

// Making one takes milliseconds on a tablet; a page needs one or two.
const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    formats.set(zone, format);
  }
  return format;
}

/** The parts of a moment in a zone; every number two digits but the year. */
const partsIn = (zone: string, at: Date): Record<string, string> =>
  Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, part.value]),
  );

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The date alone: 2026-11-22 in Chinese, 22 Nov 2026 in English. */
export function dateIn(language: string, zone: string, iso: string): string {
  const p = partsIn(zone, new Date(iso));
  if (asLanguage(language) !== "en") return `${p.year}-${p.month}-${p.day}`;
  return `${Number(p.day)} ${MONTHS[Number(p.month) - 1]} ${p.year}`;
}

/** The time of day, 24 hours, with seconds where asked. */
export function clockIn(zone: string, iso: string | Date, seconds = false): string {
  const p = partsIn(zone, new Date(iso));
  return seconds ? `${p.hour}:${p.minute}:${p.second}` : `${p.hour}:${p.minute}`;
}

/** The zone as an offset: GMT+8. */
export function offsetIn(zone: string, iso: string | Date): string {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, timeZoneName: "shortOffset" });
  return (
    format.formatToParts(new Date(iso)).find((part) => part.type === "timeZoneName")?.value ?? zone
  );
}

export interface Span {
  past: boolean;
  days: number;
  hours: number;
  minutes: number;
}

/** How far a moment lies from now. */
export function spanTo(iso: string, now: number): Span {
  const ms = Date.parse(iso) - now;
  const minutes = Math.floor(Math.abs(ms) / 60_000);
  return {
    past: ms < 0,
    days: Math.floor(minutes / 1440),
    hours: Math.floor((minutes % 1440) / 60),
    minutes: minutes % 60,
  };
}

/** The zone of this device. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
