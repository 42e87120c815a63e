/** The last minute of a day (`2026-12-31`) in a time zone, as the server reads it. */
export function endOfDay(day: string, zone: string): string {
  const guess = Date.parse(`${day}T23:59:00Z`);
  const shown = new Date(guess).toLocaleString("sv-SE", { timeZone: zone });
  const ahead = Date.parse(`${shown.replace(" ", "T")}Z`) - guess;
  return new Date(guess - ahead).toISOString();
}

/** The day (`2026-12-31`) of a moment in a time zone. */
export const dayOf = (at: string, zone: string): string =>
  new Date(at).toLocaleDateString("sv-SE", { timeZone: zone });
