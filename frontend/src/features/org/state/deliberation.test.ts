import { describe, expect, it } from "vitest";
import type { Deliberation, Motion, RankedRow } from "../api/deliberationTypes";
import type { ResultRow, Rulebook } from "../api/types";
import {
  bubblesOf,
  calledBy,
  firstOf,
  inOrder,
  sinceText,
  stripsOf,
  tiedWith,
  waitingOn,
} from "./deliberation";

const name = { zh: "名", en: "name" };
const row = (more: Partial<RankedRow> = {}): RankedRow => ({
  entry: "e1",
  number: "QM-01",
  title: "t",
  team: name,
  rank: 1,
  final: "80.00",
  outcome: "passed",
  award: null,
  counted: 3,
  tied_with: [],
  shares: false,
  waits: false,
  at_line: false,
  range: null,
  chance: null,
  gray: false,
  spread: "1.0",
  places: [
    { seat: "3", place: 2 },
    { seat: "1", place: 1 },
    { seat: "2", place: 2 },
  ],
  flags: [],
  ...more,
});
const motion = (more: Partial<Motion> = {}): Motion => ({
  id: "m",
  state: "open",
  kind: "keep",
  entry: { id: "e2", number: "QM-02", title: "t", team: name },
  text: "x",
  clause: "",
  order: [],
  mover: { id: "p", name },
  moved_at: "",
  may_vote: 3,
  voted: [],
  counted: null,
  votes: [],
  recused: [],
  recorded_by: null,
  recorded_at: null,
  rescore: null,
  ...more,
});
const talk = (more: Partial<Deliberation> = {}): Deliberation => ({
  id: "d",
  state: "open",
  mode: "anonymous",
  opened_at: "",
  closed_at: null,
  opened_by: { id: "p", name },
  closed_by: null,
  tie_vote: true,
  judges: [
    { seat: "1", called: "C", name: null, chair: null },
    { seat: "2", called: "A", name: null, chair: null },
    { seat: "3", called: "B", name: null, chair: null },
  ],
  motions: [],
  ...more,
});

describe("what judges are called", () => {
  it("is a letter where nobody is to be known, and never a seat by mistake", () => {
    const called = calledBy(talk());
    expect(["1", "2", "3", "9"].map(called)).toEqual(["C", "A", "B", "?"]);
    expect(calledBy(talk({ mode: "attributed" }))("2")).toBe("2");
    expect(calledBy(null)("2")).toBe("2");
  });

  it("sorts as people count", () => {
    expect(["10", "2", "AA", "Z"].sort(inOrder)).toEqual(["2", "Z", "10", "AA"]);
  });
});

it("one bubble a place, with all who put the entry there", () => {
  expect(bubblesOf(row(), calledBy(talk()))).toEqual([
    { place: 1, judges: ["C"] },
    { place: 2, judges: ["A", "B"] },
  ]);
});

it("marks lie along their line, those that would touch above each other", () => {
  const card = { criteria: [{ id: "tech", name, max: "40" }] } as unknown as Rulebook;
  const own = {
    sheets: [
      { seat: "1", total: "30", marks: { tech: "30.00" } },
      { seat: "2", total: "10", marks: { tech: "10" } },
      { seat: "3", total: "30.50", marks: { tech: "30.50" } },
      { seat: "4", total: "0", marks: { tech: null } },
    ],
  } as unknown as ResultRow;
  const [strip] = stripsOf(own, card, calledBy(null));
  expect(strip?.dots).toEqual([
    { judge: "2", mark: "10", at: 0.25, level: 0 },
    { judge: "1", mark: "30", at: 0.75, level: 0 },
    { judge: "3", mark: "30.5", at: 0.7625, level: 1 },
  ]);
  expect(strip?.mean).toBeCloseTo(1.7625 / 3);
  expect(stripsOf(undefined, card, String)[0]?.mean).toBeNull();
});

describe("where the panel begins", () => {
  const rows = [row(), row({ entry: "e2", number: "QM-02" }), row({ entry: "e3", waits: true })];

  it("what is voted on, then a tie that waits, then what is flagged, then the first", () => {
    expect(firstOf(rows, talk({ motions: [motion()] }))).toBe("e2");
    expect(firstOf(rows, talk({ motions: [motion({ state: "recorded" })] }))).toBe("e3");
    expect(firstOf([row(), row({ entry: "e4", flags: ["wide_spread"] })], null)).toBe("e4");
    expect(firstOf([row()], null)).toBe("e1");
    expect(firstOf([], null)).toBeNull();
  });

  it("a motion holds its entry and all of its tie", () => {
    const open = talk({ motions: [motion({ order: ["QM-02", "QM-03"] })] });
    expect(waitingOn(open, "QM-03")?.id).toBe("m");
    expect(waitingOn(open, "QM-01")).toBeUndefined();
  });
});

it("a tie is all who share the place and wait", () => {
  const one = row({ waits: true });
  const rows = [one, row({ number: "QM-02", waits: true }), row({ number: "QM-03", rank: 3 })];
  expect(tiedWith(rows, one)).toEqual(["QM-01", "QM-02"]);
  expect(tiedWith(rows, row())).toEqual([]);
});

it("the time since", () => {
  expect(sinceText("2026-01-01T00:00:00Z", Date.parse("2026-01-01T01:02:03Z"))).toBe("01:02:03");
});
