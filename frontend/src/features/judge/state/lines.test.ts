import { describe, expect, it } from "vitest";
import type { Criterion } from "../api/types";
import { choiceOf, tooLow, worthOf } from "./lines";

const line = (id: string, more: Partial<Criterion> = {}): Criterion => ({
  id,
  name: { zh: id, en: id },
  max: "100.00",
  step: "1",
  required: true,
  ...more,
});
const row = (criterion: Criterion, value: string | null) => ({ criterion, value });

describe("worthOf", () => {
  it("adds plain points", () => {
    expect(worthOf([row(line("a"), "40.50"), row(line("b"), null), row(line("c"), "9.00")])).toBe(
      4950,
    );
  });

  it("weighs exactly and rounds once, a half upward", () => {
    const third = line("a", { times: [1, 3] });
    // 80/3 + 80/3 + 80/3 is 80 and not 79.98.
    expect(worthOf([row(third, "80.00"), row(third, "80.00"), row(third, "80.00")])).toBe(8000);
    expect(worthOf([row(line("b", { times: [1, 200] }), "1.00")])).toBe(1);
    expect(worthOf([row(line("b", { times: [1, 201] }), "1.00")])).toBe(0);
  });

  it("keeps bonus lines below their limit and everything else as it is", () => {
    const bonus = { bonus: true, bonus_at_most: "5.00" };
    const rows = [row(line("a"), "90.00"), row(line("b", bonus), "4.00")];
    expect(worthOf(rows)).toBe(9400);
    expect(worthOf([...rows, row(line("c", bonus), "3.00")])).toBe(9500);
    expect(worthOf([row(line("a"), "90.00"), row(line("b", { bonus: true }), "8.00")])).toBe(9800);
  });
});

describe("a line", () => {
  it("says which marks are too low to be signed", () => {
    const low = line("a", { low: "60.00" });
    expect([tooLow(low, "59.00"), tooLow(low, "60.00"), tooLow(low, null)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(tooLow(line("b"), "0.00")).toBe(false);
  });

  it("finds the choice behind a mark however it is written", () => {
    const good = { mark: "95.00", name: { zh: "优", en: "Good" } };
    const graded = line("a", { choices: [good, { mark: "80.00" }] });
    expect(choiceOf(graded, "95")).toBe(good);
    expect(choiceOf(graded, "94.00")).toBeUndefined();
    expect(choiceOf(graded, null)).toBeUndefined();
  });
});
