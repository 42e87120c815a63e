import type { OrderRow, ToldBreak } from "./types";

/** A line of the order on the wall. */
export type OrderPart = { turn: OrderRow } | { pause: ToldBreak; over: boolean };

/** The running order with its breaks at their places; one that was passed is over. */
export function orderParts(rows: OrderRow[], breaks: ToldBreak[]): OrderPart[] {
  const reached = Math.max(
    0,
    ...rows.filter((row) => row.state === "now" || row.state === "done").map((row) => row.position),
  );
  const after = (position: number): OrderPart[] =>
    breaks
      .filter((each) => each.after === position)
      .map((pause) => ({ pause, over: pause.after < reached }));
  return [...after(0), ...rows.flatMap((turn) => [{ turn }, ...after(turn.position)])];
}

/** The part of a long order that fits: around the team on stage. */
export function partsShown(parts: OrderPart[], most: number): OrderPart[] {
  const now = parts.findIndex(
    (part) => "turn" in part && (part.turn.state === "now" || part.turn.state === "next"),
  );
  const from = Math.max(0, Math.min(now - 6, parts.length - most));
  return parts.slice(from, from + most);
}
