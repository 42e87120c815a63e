import { describe, expect, it } from "vitest";
import type { Publication, Result, ResultRow, Round } from "../api/types";
import { approveReason, liveOf, openReason, prepareReason } from "./publication";
import { lockReason, marksOf, seatsOf } from "./results";

const row = (more: Partial<ResultRow> = {}): ResultRow => ({
  entry: "e",
  number: "QM-05",
  title: "t",
  team: { zh: "蓝鲸储能", en: "Blue Whale" },
  rank: 2,
  final: "86.50",
  outcome: "award",
  award: "second",
  sheets: [
    { seat: "10", total: "85.50" },
    { seat: "2", total: "93.00" },
    { seat: "5", total: "74.50" },
  ],
  dropped_high: ["2"],
  dropped_low: ["5"],
  ...more,
});
const result = (more: Partial<Result> = {}): Result => ({
  state: "provisional",
  version: 1,
  rows: [row()],
  ...more,
});
const person = (id: string) => ({ id, name: { zh: id, en: id } });
const verifier = new Set(["verifier"]);
const organizer = new Set(["organizer"]);

describe("a row's marks", () => {
  it("keep the dropped ones readable and say on which side they fell", () => {
    const marks = marksOf(row());
    expect(marks.get("2")).toEqual({ seat: "2", total: "93.00", dropped: "high" });
    expect(marks.get("5")?.dropped).toBe("low");
    expect(marks.get("10")?.dropped).toBeNull();
  });

  it("stand in the order of the seats as numbers", () => {
    expect(seatsOf([row()])).toEqual(["2", "5", "10"]);
  });
});

describe("locking", () => {
  it("is for the verifier, and never for who computed", () => {
    const mine = result({ computed_by: person("me") });
    expect(lockReason(mine, verifier, "me")).toBe("same_person");
    expect(lockReason(mine, verifier, "other")).toBeNull();
    expect(lockReason(mine, organizer, "other")).toBe("verifier_only");
    expect(lockReason(mine, new Set(["verifier", "witness"]), "other")).toBe("verifier_only");
  });

  it("waits for the end of a deliberation, whoever asks", () => {
    expect(lockReason(result({ state: "under_review" }), verifier, "x")).toBe("deliberating");
  });

  it("waits for an open tie", () => {
    expect(lockReason(result({ rows: [row({ waits: true })] }), verifier, "x")).toBe("tie_waits");
  });
});

describe("publishing", () => {
  const round = (more: Partial<Round>): Round =>
    ({ result: { state: "locked", version: 1 }, publications: [], ...more }) as Round;

  it("begins after the lock; the final list after the proposed one", () => {
    expect(prepareReason(round({ result: null }), "proposed", organizer)).toBe("not_locked");
    expect(prepareReason(round({}), "proposed", organizer)).toBeNull();
    expect(prepareReason(round({}), "proposed", verifier)).toBe("organizer_only");
    expect(prepareReason(round({}), "final", organizer)).toBe("not_proposed");
    const opened = { id: "p", kind: "proposed" as const, state: "opened" };
    expect(prepareReason(round({ publications: [opened] }), "final", organizer)).toBeNull();
  });

  it("forgets what was dropped", () => {
    const dropped = { id: "p", kind: "proposed" as const, state: "cancelled" };
    expect(liveOf(round({ publications: [dropped] }), "proposed")).toBeUndefined();
  });

  it("takes another person to approve, and an approval to open", () => {
    const prepared = { prepared_by: person("me"), state: "prepared" } as Publication;
    expect(approveReason(prepared, verifier, "me")).toBe("same_person");
    expect(approveReason(prepared, verifier, "other")).toBeNull();
    expect(approveReason(prepared, organizer, "other")).toBe("verifier_only");
    expect(openReason(prepared, organizer)).toBe("not_approved");
    expect(openReason({ state: "approved" }, organizer)).toBeNull();
    expect(openReason({ state: "approved" }, new Set(["witness"]))).toBe("not_yours");
  });
});
