import { expect, test } from "vitest";
import { orderParts, partsShown } from "./order";
import type { OrderRow } from "./types";

const row = (position: number, state: OrderRow["state"]): OrderRow => ({
  position,
  state,
  entry: { number: `QM-${position}`, title: "", team: { zh: "队", en: "Team" } },
});
const rest = (after: number) => ({ after, minutes: 10, words: { zh: "茶歇", en: "Tea" } });
const said = (parts: ReturnType<typeof orderParts>) =>
  parts.map((part) => ("turn" in part ? part.turn.position : part.over ? "over" : "rest"));

test("breaks stand at their places, those that were passed are over", () => {
  const rows = [row(1, "done"), row(2, "now"), row(3, "next")];
  expect(said(orderParts(rows, [rest(0), rest(1), rest(2)]))).toEqual([
    "over",
    1,
    "over",
    2,
    "rest",
    3,
  ]);
  expect(said(orderParts(rows, []))).toEqual([1, 2, 3]);
});

test("a long order shows the part around the team on stage, breaks counted", () => {
  const rows = Array.from({ length: 40 }, (_, at) => row(at + 1, at === 20 ? "now" : "waiting"));
  const shown = partsShown(orderParts(rows, [rest(20)]), 30);
  expect(shown).toHaveLength(30);
  expect(said(shown)).toContain(21);
  expect(said(shown)).toContain("over");
});
