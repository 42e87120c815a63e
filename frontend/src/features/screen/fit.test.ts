import { describe, expect, it } from "vitest";
import { decimalsOf, lengthOf, rowsThatFit, sizeOf } from "./fit";
import { place, rankMark } from "./words";

const row = (rank: number, fresh = false) => ({ rank, fresh });

describe("what fits on the wall", () => {
  it("shows the new row between its neighbors, however far down it is", () => {
    const rows = Array.from({ length: 12 }, (_, at) => row(at + 1, at === 9));
    expect(rowsThatFit(rows, 6).map((each) => each.rank)).toEqual([1, 2, 3, 9, 10, 11]);
    const last = rows.map((each, at) => ({ ...each, fresh: at === 11 }));
    expect(rowsThatFit(last, 6).map((each) => each.rank)).toEqual([1, 2, 3, 10, 11, 12]);
    expect(rowsThatFit(rows.slice(0, 5), 6)).toHaveLength(5);
  });

  it("never shows a row twice", () => {
    for (let at = 0; at < 12; at += 1) {
      const rows = Array.from({ length: 12 }, (_, each) => row(each + 1, each === at));
      const shown = rowsThatFit(rows, 6).map((each) => each.rank);
      expect(new Set(shown).size).toBe(6);
      expect(shown).toContain(at + 1);
    }
  });

  it("gives totals as many decimals as any of them needs", () => {
    expect(["85.50", "93.00"].map(decimalsOf(["85.50", "93.00"]))).toEqual(["85.5", "93.0"]);
    expect(["85.25", "93.00"].map(decimalsOf(["85.25", "93.00"]))).toEqual(["85.25", "93.00"]);
  });

  it("knows long names and short messages", () => {
    expect(lengthOf("蓝鲸储能")).toBeUndefined();
    expect(lengthOf("深圳市前海蓝鲸长时储能系统科技股份有限公司集")).toBe("long");
    expect(lengthOf("Blue Whale Long-Duration Energy Storage Systems Ltd")).toBe("longest");
    expect(sizeOf("茶歇")).toBe("xl");
  });

  it("says places as people do", () => {
    expect([1, 2, 3, 4, 11, 22].map((rank) => place("en", rank))).toEqual([
      "1st",
      "2nd",
      "3rd",
      "4th",
      "11th",
      "22nd",
    ]);
    expect(place("zh-Hans", 2)).toBe("2");
    expect(rankMark(3, true)).toBe("=3");
  });
});
