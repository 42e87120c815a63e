import { describe, expect, it } from "vitest";
import type { EmceeTurn, SceneName, SlotState, StageRoom } from "../types";
import { linesOf } from "./say";

const turn = (position: number, state: SlotState): EmceeTurn => ({
  position,
  state,
  track: null,
  entry: { number: `QM-0${position}`, title: "t", team: { zh: "队", en: "Team" } },
});
const room = (scene: SceneName, more: Partial<StageRoom>, current?: EmceeTurn): StageRoom => ({
  scene,
  step: 0,
  text: "",
  emcee: {
    place: { contest: {}, round: {}, room: {}, time_zone: "UTC" } as never,
    current: current ?? null,
    clock: null,
    upcoming: turn(2, "waiting"),
    running: [],
  },
  ...more,
});
const keys = (body: StageRoom) => linesOf(body).map(({ key }) => key);

describe("what the emcee says", () => {
  it("follows the team on stage", () => {
    expect(keys(room("waiting", {}))).toEqual(["call"]);
    const said = (["called", "pitching", "questions", "scoring", "sealed"] as const).map((state) =>
      keys(room("countdown", {}, turn(1, state))),
    );
    expect(said).toEqual([["called"], ["pitching"], ["questions"], ["scoring", "ready"], ["call"]]);
    expect(keys(room("black", {}, turn(1, "pitching")))).toEqual(["pitching"]);
  });

  it("reads a score only once the hall has it", () => {
    const slot = turn(1, "revealed");
    expect(keys(room("reveal", { slot, step: 2 }))).toEqual(["look"]);
    expect(keys(room("reveal", { slot, step: 3, final: "86.50" }))).toEqual(["final", "note"]);
    const placed = room("reveal", { slot, step: 4, final: "86.50", rank: 2, shares: true });
    expect(keys(placed)).toEqual(["final", "rankShared", "note"]);
  });

  it("announces what is given, then to whom", () => {
    const given = { rank: 2, shares: false, award: null, teams: null };
    expect(keys(room("ceremony", { now: null }))).toEqual(["begins"]);
    expect(keys(room("ceremony", { now: given }))).toEqual(["given"]);
    const open = { ...given, teams: [turn(1, "confirmed")] };
    expect(keys(room("ceremony", { now: open, is_over: false }))).toEqual(["winners", "note"]);
    expect(keys(room("ceremony", { now: open, is_over: true }))).toEqual(["winners", "over"]);
  });
});
