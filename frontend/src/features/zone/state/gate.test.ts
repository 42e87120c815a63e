import { describe, expect, it } from "vitest";
import { ProblemError } from "@/api/problem";
import type { GateState, Named, Project, Stage } from "../api/types";
import { canUndo, corrections, missingIn, planMove, remedyOf } from "./gate";

const words = { zh: "字", en: "word" };
const named = (code: string): Named => ({ code, label: words });
const gate = (missing: string[], proof: string[] = []): GateState => ({
  open: missing.length === 0,
  missing,
  label: words,
  items: [],
  missing_items: missing.map(named),
  proof: proof.map(named),
});
const stage = (id: string, seq: number | null): Stage => ({
  id,
  seq,
  name: words,
  terminal: seq === null,
  returns: false,
  branch: "",
  due_days: null,
  clock: null,
  gate: { label: words, needs: [], proof: [] },
  next: [],
});
const stages = [
  stage("lead", 0),
  stage("screening", 1),
  stage("negotiation", 2),
  stage("lost", null),
];
const project = (gates: Record<string, GateState>, visited: string[] = []): Project =>
  ({
    stage: "screening",
    gates,
    events: visited.map((to_stage) => ({ from_stage: "", to_stage })),
  }) as unknown as Project;

describe("a wish to move", () => {
  it("goes through an open gate that asks for nothing", () => {
    expect(planMove(project({ negotiation: gate([]) }), "negotiation", stages)).toEqual({
      kind: "go",
    });
  });

  it("is refused by name where facts are missing, even if proof could be brought", () => {
    const shut = project({ negotiation: gate(["check.market", "check.energy"], ["follow_up"]) });
    const plan = planMove(shut, "negotiation", stages);
    expect(plan.kind).toBe("closed");
    expect(plan.kind === "closed" && plan.missing.map(({ code }) => code)).toEqual([
      "check.market",
      "check.energy",
    ]);
  });

  it("asks for the proof of the gate, and for a reason to leave the way", () => {
    const open = project({ negotiation: gate([], ["follow_up"]), lost: gate([], ["loss_reason"]) });
    expect(planMove(open, "negotiation", stages)).toMatchObject({ kind: "ask", reason: false });
    expect(planMove(open, "lost", stages)).toMatchObject({ kind: "ask", reason: true });
  });

  it("knows no way where the machine has none, and a correction where it has been", () => {
    expect(planMove(project({}), "negotiation", stages)).toEqual({ kind: "no_way" });
    expect(planMove(project({}), "lead", stages)).toEqual({ kind: "no_way" });
    const been = project({}, ["lead", "screening"]);
    expect(corrections(been, stages)).toEqual(["lead"]);
    expect(planMove(been, "lead", stages)).toEqual({ kind: "ask", proof: [], reason: true });
  });
});

describe("a move", () => {
  it("can be taken back where it went forward or aside", () => {
    const [lead, screening, , lost] = stages as [Stage, Stage, Stage, Stage];
    expect(canUndo(lead, screening)).toBe(true);
    expect(canUndo(screening, lost)).toBe(true);
    expect(canUndo(screening, lead)).toBe(false);
    expect(canUndo(lost, screening)).toBe(false);
  });
});

describe("a refusal of the server", () => {
  it("names what is missing, or nothing where it is about something else", () => {
    const shut = {
      code: "stage_gate_closed",
      status: 409,
      title: "x",
      missing: [named("manager_named")],
    };
    expect(missingIn(new ProblemError(shut))).toEqual([named("manager_named")]);
    expect(missingIn(new ProblemError({ code: "edit_stale", status: 412, title: "x" }))).toEqual(
      [],
    );
    expect(missingIn(new Error("x"))).toEqual([]);
  });

  it("leads to where it is put right", () => {
    expect(remedyOf("check.market")).toBe("checks");
    expect(remedyOf("manager_named")).toBe("owner");
    expect(remedyOf("branch_land")).toBe("branch");
    expect(remedyOf("need_recorded")).toBe("facts");
  });
});
