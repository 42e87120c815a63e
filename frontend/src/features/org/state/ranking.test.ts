import { describe, expect, it } from "vitest";
import type { Cut, WhatIfRow } from "../api/rankingTypes";
import {
  agreementOf,
  isTentative,
  linesBelow,
  moveOf,
  percentOf,
  placedOf,
  signed,
  thenOrder,
} from "./ranking";
import { sampleRanking, sampleRow } from "./rankingSample";

const line = (after: number): Cut => ({ after, kind: "award", award: null, gap: null, close: [] });
const trial = (entry: string, rank_now: number | null, rank_then: number | null): WhatIfRow => ({
  entry,
  number: entry,
  team: { zh: entry, en: entry },
  rank_now,
  rank_then,
  score_now: null,
  score_then: null,
  in_now: false,
  in_then: false,
});

describe("the lines of a ranking", () => {
  it("lie below the last entry above them, shared places with it", () => {
    const rows = [sampleRow(1), sampleRow(2), sampleRow(2, { entry: "also" }), sampleRow(null)];
    const lines = linesBelow(rows, [line(2), line(1)]);
    expect([...lines.keys()]).toEqual(["also", "e1"]);
    expect(placedOf(rows)).toBe(3);
  });

  it("are not drawn where nobody is above them", () => {
    expect(linesBelow([sampleRow(null)], [line(1)]).size).toBe(0);
  });
});

describe("numbers", () => {
  it("never claim that a chance is sure", () => {
    expect([1, 0.994, 0.99, 0.705, 0.01, 0.004, 0].map(percentOf)).toEqual([
      ">99",
      ">99",
      "99",
      "71",
      "1",
      "<1",
      "<1",
    ]);
  });

  it("carry a real sign", () => {
    expect(["1.10", "-0.4", "0.0"].map(signed)).toEqual(["+1.10", "−0.4", "0.0"]);
  });

  it("of agreement are those of one judge and of the panel", () => {
    const icc = { "1,1": "0.1", "2,1": "0.52", "3,1": "0.3", "2,7": "0.88" };
    expect(agreementOf({ icc, kendall_w: null, p: null })).toEqual([
      { name: "single", value: "0.52" },
      { name: "panel", value: "0.88" },
    ]);
    expect(agreementOf(null)).toEqual([]);
  });
});

describe("ranks", () => {
  it("are tentative while sheets are missing or nothing is counted", () => {
    expect(isTentative(sampleRanking())).toBe(false);
    expect(isTentative(sampleRanking({ state: "running" }))).toBe(true);
    expect(isTentative(sampleRanking({ stale: true }))).toBe(true);
    expect(isTentative(sampleRanking({ missing: { sheets: 1, entries: 1 } }))).toBe(true);
  });

  it("move up, down, in and out under another rule", () => {
    const rows = [trial("a", 1, 3), trial("b", 3, 1), trial("c", 2, 2), trial("d", 4, null)];
    expect(rows.map(moveOf)).toEqual([
      { way: "down", by: 2 },
      { way: "up", by: 2 },
      { way: "same", by: 0 },
      { way: "gone", by: 0 },
    ]);
    expect(thenOrder(rows).map(({ entry }) => entry)).toEqual(["b", "c", "a", "d"]);
  });
});
