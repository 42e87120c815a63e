import { describe, expect, it } from "vitest";
import type { ConsoleBody, ConsoleSlot } from "../api/types";
import { forecast } from "./forecast";

const TIMING = { pitch_s: 480, questions_s: 420, scoring_s: 120 };
const T0 = Date.parse("2026-11-25T06:00:00Z");
const minutes = (count: number) => T0 + count * 60_000;
const iso = (at: number) => new Date(at).toISOString();

const slot = (position: number, state: string, more: Partial<ConsoleSlot> = {}) =>
  ({
    id: `s${position}`,
    position,
    state,
    clock: null,
    called_at: null,
    left_at: null,
    ...more,
  }) as ConsoleSlot;
const room = (slots: ConsoleSlot[], current: string | null) =>
  ({ slots, current, round: { state: "open" } }) as ConsoleBody;

describe("the forecast", () => {
  it("says nothing before the first call", () => {
    expect(forecast(room([slot(1, "waiting")], null), TIMING, T0)).toBeNull();
  });

  it("adds what is left on stage and a turn for each team that waits", () => {
    const over = slot(1, "confirmed", { called_at: iso(T0), left_at: iso(minutes(21)) });
    const on = slot(2, "questions", {
      called_at: iso(minutes(21)),
      clock: { started_at: iso(minutes(30)), paused_ms: 0, paused_at: null, duration_s: 420 },
    });
    const body = room([over, on, slot(3, "waiting"), slot(4, "waiting")], "s2");
    const found = forecast(body, TIMING, minutes(33));
    // 4 minutes of questions, 2 of scoring, two turns of 17: at minute 73; planned for minute 68.
    expect(found).toMatchObject({ end: minutes(73), late: 5, first: T0, teams: 4 });
    expect(found?.calls.get("s3")).toBe(minutes(39));
    expect(found?.calls.get("s4")).toBe(minutes(56));
    expect(forecast(body, TIMING, minutes(34))?.end).toBe(minutes(73));
  });

  it("counts a break ahead, says what leaving it out gains, and lets a skipped one make up time", () => {
    const over = slot(1, "confirmed", { called_at: iso(T0), left_at: iso(minutes(17)) });
    const tea = {
      id: "b",
      after: 1,
      minutes: 10,
      words: { zh: "茶歇", en: "Tea" },
      skipped: false,
    };
    const with_ = (more: object) => ({
      ...room([over, slot(2, "waiting"), slot(3, "waiting")], "s1"),
      breaks: [{ ...tea, ...more }],
    });
    // It began at minute 17: at minute 20 seven minutes are left, then two turns of 17.
    const found = forecast(with_({}), TIMING, minutes(20));
    expect(found).toMatchObject({ end: minutes(61), planned: minutes(61), late: 0 });
    expect(found?.gains.map(({ minutes: gain }) => gain)).toEqual([7]);
    expect(found?.calls.get("s2")).toBe(minutes(27));
    expect(forecast(with_({ skipped: true }), TIMING, minutes(20))).toMatchObject({
      end: minutes(54),
      late: -7,
      gains: [],
    });
    const moved = forecast(with_({ after: 2 }), TIMING, minutes(20));
    expect(moved?.calls.get("s2")).toBe(minutes(20));
    expect(moved?.calls.get("s3")).toBe(minutes(47));
  });

  it("leaves withdrawn teams out and ends with the last that left", () => {
    const last = slot(1, "confirmed", { called_at: iso(T0), left_at: iso(minutes(16)) });
    const found = forecast(room([last, slot(2, "withdrawn")], "s1"), TIMING, minutes(90));
    expect(found).toMatchObject({ end: minutes(16), late: -1, teams: 1 });
  });
});
