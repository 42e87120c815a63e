import { describe, expect, it } from "vitest";
import en from "@/locales/en/org.json";
import zh from "@/locales/zh-Hans/org.json";
import type { ResultRow, Step } from "../api/types";
import { sentencesOf, type Speech } from "./steps";

const say: Speech = {
  line: (id) => `<${id}>`,
  award: (id) => `(${id})`,
  list: (texts) => texts.join(", "),
};
const told = (...steps: Step[]) => sentencesOf({ steps } as unknown as ResultRow, say);

describe("sentencesOf", () => {
  it("says who left, what it weighed and what came out", () => {
    const steps = told({
      step: "combined",
      component: "jury",
      method: "trimmed",
      sheets: { 1: "70", 2: "80", 3: "90" },
      left_out: { 4: "flat" },
      dropped_high: ["3"],
      dropped_low: ["1"],
      counted: ["2"],
      points: "80",
    });
    expect(steps).toEqual([
      { key: "steps.leftOut.flat", facts: { seat: "4" } },
      { key: "steps.dropped_high", facts: { seats: "3" } },
      { key: "steps.dropped_low", facts: { seats: "1" } },
      { key: "steps.combined.trimmed", facts: { seats: "2", points: "80" } },
    ]);
  });

  it("says what a step of the ladder saw and whether it parted anybody", () => {
    const seen = { rule: "criterion:novelty", entries: ["A", "B"], values: { A: "30", B: "20" } };
    expect(told({ step: "tie", ...seen, parted: true })).toEqual([
      {
        key: "steps.tie.parted",
        facts: { rule: "criterion", line: "<novelty>", list: "A 30, B 20" },
      },
    ]);
    expect(told({ step: "tie", ...seen, parted: false })[0]?.key).toBe("steps.tie.kept");
  });

  it("keeps the name of a step that it has no words for", () => {
    expect(told({ step: "runs" })).toEqual([{ key: "steps.runs", facts: {} }]);
  });

  it("has both languages for every rule that rooms can judge by", () => {
    const methods = ["mean", "trimmed", "median", "sum", "rank-sum", "majority", "points"];
    const rules = ["incomplete", "far_from_median", "far_from_mean", "flat"];
    const why = ["too_few_sheets", "too_few_to_trim", "class_missing", "nothing_to_combine"];
    const ladder = [
      "earlier_round", "criterion", "component", "sum_of_all", "mean_of_all", "median", "highest_sheet",
      "count_back", "head_to_head", "chair", "promote_all", "promote_none", "share",
    ]; // prettier-ignore
    const keys = [
      ...methods.map((each) => `steps.combined.${each}`),
      ...rules.map((each) => `steps.leftOut.${each}`),
      ...why.map((each) => `steps.none.${each}`),
      ...ladder.map((each) => `tie.${each}`),
    ];
    for (const texts of [en, zh] as Record<string, string>[]) {
      expect(keys.filter((key) => !texts[key])).toEqual([]);
    }
  });
});
