import type { Bilingual } from "@/api/types";
import type { OwnTurn } from "../api/types";

/** A line of the room's order as a team reads it: other turns, its own, a break. */
export type OrderLine =
  | { kind: "others"; from: number; to: number }
  | { kind: "own"; position: number }
  | { kind: "break"; after: number; minutes: number; words: Bilingual };

const others = (from: number, to: number): OrderLine[] =>
  from > to ? [] : [{ kind: "others", from, to }];

/** The order with its breaks; turns of others that follow each other are one line. */
export function orderLines(turn: OwnTurn): OrderLine[] {
  const { position: own, of } = turn;
  const stops = [...turn.breaks].sort((one, other) => one.after - other.after);
  const lines: OrderLine[] = [];
  let next = 1;
  const upTo = (last: number) => {
    if (own >= next && own <= last) {
      lines.push(
        ...others(next, own - 1),
        { kind: "own", position: own },
        ...others(own + 1, last),
      );
    } else {
      lines.push(...others(next, last));
    }
    next = Math.max(next, last + 1);
  };
  for (const stop of stops) {
    upTo(Math.min(stop.after, of));
    lines.push({ kind: "break", ...stop });
  }
  upTo(of);
  return lines;
}
