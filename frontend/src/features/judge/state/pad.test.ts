import { describe, expect, it } from "vitest";
import { followed } from "./follow";
import { draftOf, padPress, pointKey, stepped, type PadKey, type Step } from "./pad";
import { ownRange } from "./sheet";

/** Types keys into a fresh row; returns the text, the mark and whether a key was refused. */
function type(keys: PadKey[], step: Step, max: string, start: string | null = null) {
  let draft = draftOf(start);
  let value = start;
  let refused = false;
  for (const key of keys) {
    const pressed = padPress(draft, key, { step, max });
    if (pressed.ok) [draft, value] = [pressed.draft, pressed.value];
    else refused ||= pressed.reason === "max";
  }
  return { text: draft.text, value, refused };
}

describe("number pad", () => {
  it.each<[PadKey[], Step, string, string | null, string | null]>([
    [["1", "6", "half"], "0.5", "20", null, "16.50"],
    [["1", "8", "dot", "5"], "0.5", "20", null, "18.50"],
    [["1", "6", "half", "half"], "0.5", "20", null, "16.00"],
    [["half"], "0.5", "20", "16.00", "16.50"],
    [["half"], "0.5", "20", null, "0.50"],
    [["1", "6", "half", "3"], "0.5", "20", null, "16.50"],
    [["2", "1"], "1", "25", null, "21.00"],
    [["7"], "0.5", "25", "21.50", "7.00"],
    [["8", "dot", "2", "5"], "0.1", "10", null, "8.20"],
    [["8", "dot", "2", "5"], "0.01", "10", null, "8.25"],
    [["dot", "5"], "0.1", "10", "8.00", "0.50"],
    [["1", "6", "half", "back"], "0.5", "20", null, "16.00"],
    [["1", "6", "back", "back"], "0.5", "20", null, null],
    [["back"], "0.5", "20", "16.50", "16.00"],
    [["0"], "0.5", "20", null, "0.00"],
    [["0", "5"], "1", "20", null, "5.00"],
  ])("%j at step %s of %s, from %s, is %s", (keys, step, max, start, value) => {
    expect(type(keys, step, max, start)).toMatchObject({ value, refused: false });
  });

  it("keeps the last mark where a digit would pass the highest", () => {
    expect(type(["2", "5"], "0.5", "20")).toEqual({ text: "2", value: "2.00", refused: true });
    expect(type(["2", "0", "half"], "0.5", "20")).toMatchObject({ value: "20.00", refused: true });
  });

  it("has the point key that the step needs", () => {
    expect([pointKey("1"), pointKey("0.5"), pointKey("0.1"), pointKey("0.01")]).toEqual([
      null,
      "half",
      "dot",
      "dot",
    ]);
  });

  it("steps inside the range", () => {
    const rule = { step: "0.5" as const, max: "20" };
    expect(stepped("16.50", 1, rule)).toBe("17.00");
    expect(stepped("0.00", -1, rule)).toBe("0.00");
    expect(stepped("20.00", 1, rule)).toBe("20.00");
    expect(stepped(null, 1, rule)).toBe("0.00");
  });
});

describe("following the stage", () => {
  it("goes along, but never out of a judge's hand", () => {
    const idle = { shown: "05", busy: false, chosen: false };
    expect(followed(idle, "06")).toEqual({ show: "06", offer: null });
    expect(followed({ ...idle, busy: true }, "06")).toEqual({ show: "05", offer: "06" });
    expect(followed({ ...idle, chosen: true }, "06")).toEqual({ show: "05", offer: "06" });
    expect(followed(idle, null)).toEqual({ show: "05", offer: null });
    expect(followed({ ...idle, shown: null }, "05")).toEqual({ show: "05", offer: null });
  });
});

it("knows the judge's own range", () => {
  expect(ownRange([])).toBeNull();
  expect(ownRange([8550, 8000, 8300])).toEqual({ count: 3, mean: 8280, low: 8000, high: 8550 });
});
