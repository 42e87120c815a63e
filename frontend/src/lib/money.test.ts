import { describe, expect, it } from "vitest";
import {
  columnMoney,
  exactText,
  grouped,
  minorOf,
  rounded,
  shownMoney,
  textOf,
  unitFor,
} from "./money";

describe("minorOf", () => {
  it.each([
    ["3200", "wan", 3_200_000_000],
    ["3,200", "wan", 3_200_000_000],
    ["0.32", "yi", 3_200_000_000],
    ["32000000", "yuan", 3_200_000_000],
    ["32000000.00", "yuan", 3_200_000_000],
    ["0.01", "yuan", 1],
    ["0.1", "yuan", 10],
    ["0", "wan", 0],
    ["1.234567", "wan", 1_234_567],
  ] as const)("%s %s is %d 分", (text, unit, minor) => {
    expect(minorOf(text, unit)).toBe(minor);
  });

  it("is null for nothing and undefined for what is no amount", () => {
    expect(minorOf("  ", "wan")).toBeNull();
    for (const text of ["-1", "1e3", "三百", "1.2.3", "0x10", "NaN"]) {
      expect(minorOf(text, "wan")).toBeUndefined();
    }
    expect(minorOf("0.001", "yuan")).toBeUndefined();
    expect(minorOf("999999999999999", "yi")).toBeUndefined();
  });

  it("goes through every unit without losing a fen", () => {
    for (const minor of [1, 99, 100, 123_456_789, 8_600_000_000_07]) {
      for (const unit of ["yuan", "wan", "yi"] as const) {
        expect(minorOf(textOf(minor, unit), unit)).toBe(minor);
      }
    }
  });
});

describe("shownMoney", () => {
  it.each([
    [8_600_000_000, false, "8,600", "wan"],
    [32_000_000_000, false, "3.2", "yi"],
    [30_000_000_000, false, "3.0", "yi"],
    [4_860_000_000_00, false, "48.6", "yi"],
    [1_234_56, false, "1,234.56", "yuan"],
    [8_600_000_000, true, "86", "million"],
    [32_000_000_000, true, "320", "million"],
    [486_000_000_000, true, "4.86", "billion"],
  ] as const)("%d (english %s) reads %s %s", (minor, english, amount, unit) => {
    expect(shownMoney(minor, english)).toEqual({ amount, unit });
  });

  it("keeps to one unit in a column", () => {
    const amounts = [8_600_000_000, 30_000_000_000, 1_234_56, 0, -3_200_000_000];
    const zh = amounts.map((minor) => columnMoney(minor, false));
    expect(zh).toEqual(["8,600", "30,000", "0", "0", "\u22123,200"]);
    const en = amounts.map((minor) => columnMoney(minor, true));
    expect(en).toEqual(["86.0", "300.0", "0.0", "0.0", "\u221232.0"]);
  });

  it("has a true minus sign, not a hyphen", () => {
    expect(shownMoney(-32_000_000_000, false)).toEqual({ amount: "\u22123.2", unit: "yi" });
    expect(exactText(-1_234_50)).toBe("\u22121,234.5");
  });

  it("chooses the unit of the amount", () => {
    expect(unitFor(99_99)).toBe("yuan");
    expect(unitFor(10_000_00)).toBe("wan");
    expect(unitFor(100_000_000_00)).toBe("yi");
  });

  it("rounds half up on the decimal text, never on a float", () => {
    expect(rounded("1.005", 2)).toBe("1.01");
    expect(rounded("2.675", 2)).toBe("2.68");
    expect(rounded("0.995", 2)).toBe("1");
    expect(rounded("9.4", 0)).toBe("9");
    expect(grouped("1234567.5")).toBe("1,234,567.5");
  });
});
