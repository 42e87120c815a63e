import { describe, expect, it } from "vitest";
import type { DrawEntry } from "../api/draw";
import { leftOut, meant, unfit, unlike } from "./paper";

const entry = (number: string, rooms = ["a", "b"]): DrawEntry => ({
  id: number,
  number,
  title: number,
  team: { zh: number, en: number },
  state: "accepted",
  rooms,
  lot: null,
});
const ENTRIES = [entry("QM-03"), entry("QM-13", ["b"]), entry("QM-1")];

describe("a paper draw that is typed", () => {
  it.each([
    ["QM-03", "QM-03"],
    [" qm-03 ", "QM-03"],
    ["3", "QM-03"],
    ["013", "QM-13"],
    ["", null],
    ["x", null],
    ["4", null],
  ])("reads %j as %j", (typed, number) => {
    expect(meant(ENTRIES, typed)?.number ?? null).toBe(number);
  });
  it("does not guess between two", () => {
    expect(meant([entry("QM-03"), entry("AB-3")], "3")).toBeNull();
  });
  it("says what is wrong before it is sent", () => {
    const orders = { a: ["QM-03"], b: [] };
    expect(unfit(null, "a", orders)).toBe("unknown");
    expect(unfit(entry("QM-03"), "b", orders)).toBe("doubled");
    expect(unfit(entry("QM-13", ["b"]), "a", orders)).toBe("elsewhere");
    expect(unfit(entry("QM-13", ["b"]), "b", orders)).toBeNull();
    expect(leftOut(ENTRIES, orders)).toBe(2);
  });
  it("names each place at which two typings differ", () => {
    const first = { a: ["1", "2"], b: ["3"] };
    expect(unlike(first, { a: ["1", "2"], b: ["3"] })).toEqual([]);
    expect(unlike(first, { a: ["2", "1"], b: [] })).toEqual([
      { room: "a", position: 1, first: "1", second: "2" },
      { room: "a", position: 2, first: "2", second: "1" },
      { room: "b", position: 1, first: "3", second: null },
    ]);
  });
});
