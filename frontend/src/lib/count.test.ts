import { expect, it } from "vitest";
import { charactersOf } from "./count";

it.each([
  ["钠离子", 3],
  ["AI+机器人", 6],
  ["", 0],
  ["  两端空格  ", 4],
  ["𬭎㛃", 2],
  ["第 5 队", 5],
  ["e\u0301", 1],
])("%s counts %d", (text, count) => {
  expect(charactersOf(text)).toBe(count);
});
