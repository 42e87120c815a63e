import { describe, expect, it } from "vitest";
import type { Card, Project, Stage, Template } from "../api/types";
import { lanesOf, positionOf, targetsIn, underWay } from "./lanes";
import { aimOf, laneSpot, spotOf, stageSpot } from "./spots";

const words = { zh: "字", en: "word" };
const stage = (id: string, next: string[], extra: Partial<Stage> = {}): Stage => ({
  id,
  seq: 0,
  name: { zh: id, en: id },
  terminal: false,
  returns: false,
  branch: "",
  due_days: null,
  clock: null,
  gate: { label: words, needs: [], proof: [] },
  next,
  ...extra,
});
const stages = [
  stage("screening", ["negotiation", "lost", "rejected"]),
  stage("negotiation", ["review"]),
  stage("review", ["decision"]),
  stage("decision", []),
  stage("registered", ["permitting", "fitout"]),
  stage("permitting", [], { branch: "land" }),
  stage("fitout", [], { branch: "light_asset" }),
  stage("lost", [], { terminal: true, seq: null }),
  stage("rejected", [], { terminal: true, seq: null }),
];
const shape = (id: string, places: string[], folded = false) => ({
  id,
  name: words,
  places,
  folded,
});
const template: Template = {
  stages,
  lanes: [
    shape("screening", ["screening"]),
    shape("negotiation", ["negotiation"]),
    shape("review", ["review", "decision"]),
    shape("landing", ["registered", "permitting", "fitout"]),
    shape("aside", ["rejected", "lost"], true),
  ],
  screening_checks: [],
  loss_reasons: [],
};
const card = (id: string, at: string, since: string, rank: number | null = null): Card =>
  ({
    id,
    code: id,
    stage: at,
    branch: "",
    stage_since: since,
    contest: rank === null ? null : { rank, final: "1", provisional: true },
    planned_investment: { kind: "planned_investment", currency: "CNY", minor: 100 },
  }) as unknown as Card;
const cards = [
  card("a", "review", "2026-11-20T00:00:00Z"),
  card("b", "decision", "2026-11-22T00:00:00Z", 9),
  card("c", "screening", "2026-11-22T00:00:00Z", 2),
  card("d", "screening", "2026-11-22T00:00:00Z", 1),
  card("e", "lost", "2026-11-22T00:00:00Z", 1),
];
const lane = (id: string) => {
  const found = lanesOf(template, cards).find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};
const ids = (those: { id: string }[]) => those.map(({ id }) => id);

describe("lanes", () => {
  it("hold the cards of all their stages, who came last on top, then by rank", () => {
    expect(ids(lane("review").cards)).toEqual(["b", "a"]);
    expect(ids(lane("screening").cards)).toEqual(["d", "c"]);
    expect(lane("review").sums.map(({ minor }) => minor)).toEqual([200]);
  });

  it("know what lies beside the way, and what is under way", () => {
    expect(lanesOf(template, []).map(({ aside }) => aside)).toEqual([
      false,
      false,
      false,
      false,
      true,
    ]);
    expect(ids(underWay(stages, cards))).toEqual(["a", "b", "c", "d"]);
  });

  it("say how far down a card lies", () => {
    expect(positionOf(template, cards, "b")).toBe(1);
    expect(positionOf(template, cards, "a")).toBe(2);
    expect(positionOf(template, cards, "gone")).toBe(0);
  });
});

describe("where a card may go inside a lane", () => {
  const from = (at: string, branch = "") => ({ ...card("x", at, ""), branch });

  it("is what the template allows from its stage", () => {
    expect(ids(targetsIn(lane("negotiation"), from("screening"), stages))).toEqual(["negotiation"]);
    expect(ids(targetsIn(lane("review"), from("screening"), stages))).toEqual([]);
    expect(ids(targetsIn(lane("review"), from("review"), stages))).toEqual(["decision"]);
    expect(ids(targetsIn(lane("aside"), from("screening"), stages))).toEqual(["rejected", "lost"]);
  });

  it("follows a branch that was chosen, and offers both where none is", () => {
    const landing = lane("landing");
    expect(ids(targetsIn(landing, from("registered"), stages))).toEqual(["permitting", "fitout"]);
    expect(ids(targetsIn(landing, from("registered", "land"), stages))).toEqual(["permitting"]);
  });

  it("is what the project's own page says, as soon as it is read", () => {
    const page = { gates: { rejected: {} } } as unknown as Project;
    expect(ids(targetsIn(lane("aside"), from("screening"), stages, page))).toEqual(["rejected"]);
  });
});

describe("a place to let a card go", () => {
  it("is a lane or one of its stages", () => {
    expect(spotOf(laneSpot("review"))).toEqual({ kind: "lane", lane: "review" });
    const spot = { kind: "stage", lane: "review", stage: "decision" };
    expect(spotOf(stageSpot("review", "decision"))).toEqual(spot);
    expect(spotOf("9f0c")).toBeNull();
  });

  it("is named by its stage where there is one only", () => {
    const lanes = lanesOf(template, cards);
    const aim = (id: string, from: string) => {
      const spot = spotOf(id);
      return spot && aimOf(spot, lanes, stages, from)?.id;
    };
    expect(aim(laneSpot("negotiation"), "screening")).toBe("negotiation");
    expect(aim(laneSpot("aside"), "screening")).toBeUndefined();
    expect(aim(stageSpot("aside", "lost"), "screening")).toBe("lost");
    expect(aim(laneSpot("review"), "screening")).toBeUndefined();
  });
});
