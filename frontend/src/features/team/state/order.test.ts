import { expect, test } from "vitest";
import type { OwnTurn } from "../api/types";
import { orderLines } from "./order";

const lunch = { after: 3, minutes: 60, words: { zh: "午休", en: "Lunch" } };
const turn = (position: number, breaks: OwnTurn["breaks"]): OwnTurn => ({
  room: { zh: "主会场", en: "Main hall" },
  position,
  of: 6,
  state: "ahead",
  breaks,
});
const told = (own: OwnTurn) =>
  orderLines(own).map((line) =>
    line.kind === "own"
      ? `own ${line.position}`
      : line.kind === "others"
        ? `${line.from}-${line.to}`
        : `break ${line.after}`,
  );

test("other turns are counted, breaks stand between them", () => {
  expect(told(turn(5, [lunch]))).toEqual(["1-3", "break 3", "4-4", "own 5", "6-6"]);
  expect(told(turn(3, [lunch]))).toEqual(["1-2", "own 3", "break 3", "4-6"]);
  expect(told(turn(4, [lunch]))).toEqual(["1-3", "break 3", "own 4", "5-6"]);
});

test("a break before the first and two at one place", () => {
  const opening = { ...lunch, after: 0 };
  expect(told(turn(1, [lunch, opening]))).toEqual(["break 0", "own 1", "2-3", "break 3", "4-6"]);
  expect(told(turn(6, [lunch, lunch]))).toEqual(["1-3", "break 3", "break 3", "4-5", "own 6"]);
  expect(told(turn(6, []))).toEqual(["1-5", "own 6"]);
});
