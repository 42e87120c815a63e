import { alternateHash } from "../api/seatings";
import type { Seat } from "../api/types";

/** Where an alternate is seated for a judge. */
export type AlternateFor = (seat: Seat) => { to: string; hash: string };

/** The way to the judges' page; null for who may not seat, or where no alternate is named. */
export function alternateWay(page: string, seats: Seat[], may: boolean): AlternateFor | null {
  if (!may || !seats.some(({ is_alternate }) => is_alternate)) return null;
  return (seat) => ({ to: page, hash: alternateHash(seat) });
}
