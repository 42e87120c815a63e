import { describe, expect, it } from "vitest";
import type { ConsoleBody, ConsoleSlot, Progress, Scene, SlotState } from "../api/types";
import {
  absentFrom,
  clockVerb,
  countdown,
  heldSlots,
  keyPress,
  leftOf,
  nextAction,
  openSlots,
  sealBlocked,
  sealShort,
} from "./console";
import { autoStep } from "./ceremony";
import { revealing } from "./reveal";
import { duePart, partLate } from "./sessions";

const sheets = (...states: Progress["state"][]): Progress[] =>
  states.map((state, index) => ({
    seat: index + 1,
    state,
    filled: state === "signed" ? 5 : 2,
    cells: [],
    signed_at: null,
  }));

const clock = {
  started_at: "2026-11-25T08:00:00Z",
  paused_ms: 0,
  paused_at: null,
  duration_s: 480,
};

function slot(position: number, state: SlotState, more: Partial<ConsoleSlot> = {}): ConsoleSlot {
  return {
    id: `s${position}`,
    position,
    state,
    entry: {
      id: `e${position}`,
      number: `QM-0${position}`,
      title: "t",
      team: { zh: "队", en: "T" },
    },
    clock: null,
    called_at: null,
    left_at: null,
    final: null,
    override: null,
    returned: false,
    door: {
      arrived_at: null,
      people: null,
      speaker_is_member: null,
      note: "",
      calls: [],
      ready_at: null,
    },
    sheets: [],
    ...more,
  };
}
const room = (
  slots: ConsoleSlot[],
  current: string | null,
  state: ConsoleBody["round"]["state"] = "open",
): ConsoleBody => ({
  room: { id: "r", name: { zh: "场", en: "H" }, door: { people: 3, calls: 3, grace_s: 600 } },
  round: { id: "n", state },
  slots,
  current,
  moves: [],
  undo: null,
  reveal: {
    mode: "live_after_each",
    slot: slots.find((each) => each.state === "sealed")?.id ?? null,
    why: null,
  },
  ceremony: { why: "ceremony_not_counted", cue: 0, of: 0, next: null },
  seats: [],
  todos: [],
  screen: {
    program: { scene: "waiting", step: 0, text: "", slot: null },
    preview: null,
    follow: true,
    devices: [],
  },
});
const verbOf = (body: ConsoleBody) => nextAction(body, 5)?.verb;

describe("the one next step", () => {
  it("follows the turn of the team on stage", () => {
    const steps: [SlotState, string][] = [
      ["called", "start_pitch"],
      ["pitching", "start_questions"],
      ["questions", "start_scoring"],
      ["scoring", "seal"],
      ["sealed", "reveal"],
      ["revealed", "confirm"],
    ];
    for (const [state, verb] of steps) {
      expect(verbOf(room([slot(1, state), slot(2, "waiting")], "s1")), state).toBe(verb);
    }
  });

  it("calls the first team that waits, whatever the order of the rows", () => {
    const body = room([slot(3, "waiting"), slot(2, "waiting"), slot(1, "confirmed")], "s1");
    expect(nextAction(body, 5)).toMatchObject({ verb: "call", slot: { id: "s2" } });
  });

  it("calls teams that were put off only after the others", () => {
    const body = room([slot(1, "deferred"), slot(2, "waiting")], null);
    expect(nextAction(body, 5)?.slot.id).toBe("s2");
    expect(nextAction(room([slot(1, "deferred"), slot(2, "no_show")], null), 5)?.slot.id).toBe(
      "s1",
    );
  });

  it("takes up a held team when nobody waits any more", () => {
    const body = room([slot(1, "held"), slot(2, "confirmed")], "s2");
    expect(nextAction(body, 5)).toMatchObject({ verb: "start_scoring", slot: { id: "s1" } });
    expect(heldSlots(body).map(({ id }) => id)).toEqual(["s1"]);
  });

  it("ends when every team is through", () => {
    const body = room([slot(1, "confirmed"), slot(2, "withdrawn")], "s1");
    expect(nextAction(body, 5)).toBeNull();
    expect(openSlots(body)).toEqual([]);
  });

  it("waits for the round to open, and after its end still reveals", () => {
    const before = room([slot(1, "waiting")], null, "prepared");
    expect(nextAction(before, 5)?.blocked).toEqual({ why: "round_prepared" });
    expect(nextAction(room([slot(1, "sealed")], "s1", "closed"), 5)?.blocked).toBeNull();
    const late = room([slot(1, "waiting")], null, "closed");
    expect(nextAction(late, 5)?.blocked).toEqual({ why: "round_closed" });
  });
});

describe("sealing", () => {
  it("names the seats that have not signed and leaves out the recused", () => {
    const one = slot(1, "scoring", { sheets: sheets("signed", "open", "recused", "open") });
    expect(sealBlocked(one, 1)).toEqual({ why: "missing", seats: [2, 4] });
  });

  it("needs as many sheets as the rule asks for", () => {
    const few = slot(1, "scoring", { sheets: sheets("signed", "signed", "recused") });
    expect(sealBlocked(few, 3)).toEqual({ why: "too_few", count: 2, minimum: 3 });
    expect(sealBlocked(few, 2)).toBeNull();
  });
});

describe("keys", () => {
  const scoring = room(
    [slot(1, "scoring", { clock, sheets: sheets("signed", "open") }), slot(2, "waiting")],
    "s1",
  );
  const key = (name: string, body: ConsoleBody) => {
    const pressed = keyPress(name, body);
    return pressed?.act === "verb" ? `${pressed.verb} ${pressed.slot.position}` : pressed?.act;
  };

  it("pause and resume with the space bar only where a clock runs", () => {
    expect(key(" ", scoring)).toBe("pause 1");
    const stopped = { ...clock, paused_at: "2026-11-25T08:01:00Z" };
    expect(clockVerb(slot(1, "pitching", { clock: stopped }))).toBe("resume");
    expect(clockVerb(slot(1, "sealed", { clock }))).toBeNull();
    expect(key(" ", room([slot(1, "waiting")], null))).toBeUndefined();
  });

  it("call the next team only while nobody pitches, and score only after the questions", () => {
    expect(key("s", room([slot(1, "questions")], "s1"))).toBe("start_scoring 1");
    expect(key("s", room([slot(1, "pitching")], "s1"))).toBeUndefined();
    expect(key("n", scoring)).toBe("call 2");
    expect(key("n", room([slot(1, "pitching"), slot(2, "waiting")], "s1"))).toBeUndefined();
    expect(key("n", room([slot(1, "waiting")], null, "prepared"))).toBeUndefined();
  });

  it("undo only what is offered; scenes by number", () => {
    expect(key("z", scoring)).toBeUndefined();
    const offered = { move: "m", verb: "call", slot: "s1", at: "", by: { zh: "林", en: "Lin" } };
    expect(key("U", { ...scoring, undo: offered as ConsoleBody["undo"] })).toBe("undo");
    expect(keyPress("3", scoring)).toEqual({ act: "scene", scene: "leaderboard" });
    expect(keyPress("6", scoring)).toBeNull();
  });

  it("reveal step by step, and say who is missing", () => {
    const at = (state: SlotState, step = 0, shown = "waiting", more = {}) =>
      revealing(
        {
          ...room([slot(1, state, { sheets: sheets("signed", "open"), ...more })], "s1"),
          screen: {
            ...scoring.screen,
            program: { scene: shown as Scene, step, text: "", slot: "s1" },
          },
        },
        1,
      );
    expect(at("scoring")).toMatchObject({ do: "seal", missing: [2] });
    expect(at("sealed", 0, "judging", { sheets: sheets("signed", "recused") })).toMatchObject({
      do: "reveal",
      short: true,
    });
    expect(at("revealed")).toMatchObject({ do: "take" });
    expect(at("revealed", 2, "reveal")).toMatchObject({ do: "step", step: 3 });
    expect(at("confirmed", 4, "reveal")).toMatchObject({ do: "done" });
  });
});

describe("a score one team behind", () => {
  const lagged = (body: ConsoleBody, why: ConsoleBody["reveal"]["why"] = null): ConsoleBody => ({
    ...body,
    reveal: { ...body.reveal, mode: "lagged", why },
  });
  const two = (first: SlotState, second: SlotState, more = {}) =>
    room([slot(1, first), slot(2, second, more), slot(3, "waiting")], "s2");
  const said = (body: ConsoleBody) => {
    const found = nextAction(body, 1);
    const text = ({ verb, slot: of }: { verb: string; slot: ConsoleSlot }) =>
      `${verb} ${of.position}`;
    return found && [text(found), ...(found.beside ? [text(found.beside)] : [])];
  };

  it("comes after the call of the next team, which does not wait for it", () => {
    const sealed = room([slot(1, "sealed"), slot(2, "waiting")], "s1");
    expect(said(lagged(sealed, "reveal_before_next"))).toEqual(["call 2"]);
    expect(revealing(lagged(sealed, "reveal_before_next"), 1)).toMatchObject({
      do: "wait",
      why: "reveal_before_next",
    });
    expect(said(lagged(two("sealed", "called")))).toEqual(["reveal 1", "start_pitch 2"]);
    expect(said(lagged(two("held", "called")))).toEqual(["start_pitch 2"]);
  });

  it("waits while somebody speaks, and comes while sheets are awaited", () => {
    const pitching = lagged(two("sealed", "pitching"), "reveal_during_pitch");
    expect(said(pitching)).toEqual(["start_questions 2"]);
    const open = two("sealed", "scoring", { sheets: sheets("signed", "open") });
    expect(said(lagged(open))).toEqual(["reveal 1", "seal 2"]);
    expect(revealing(lagged(open), 1)).toMatchObject({ do: "reveal", slot: { id: "s1" } });
    const full = two("sealed", "scoring", { sheets: sheets("signed", "signed") });
    expect(said(lagged(full))).toEqual(["seal 2", "reveal 1"]);
  });

  it("goes on step by step, then is confirmed, while the next team stands on stage", () => {
    const at = (step: number, scene: Scene = "reveal", final: string | null = null) =>
      revealing(
        {
          ...lagged(room([slot(1, "revealed", { final }), slot(2, "called")], "s2")),
          screen: {
            program: { scene, step, text: "", slot: "s1" },
            preview: null,
            follow: true,
            devices: [],
          },
        },
        1,
      );
    expect(at(2)).toMatchObject({ do: "step", step: 3, slot: { id: "s1" } });
    expect(at(4, "reveal", "88.00")).toMatchObject({ do: "confirm", slot: { id: "s1" } });
    expect(at(0, "countdown")).toMatchObject({ do: "take", slot: { id: "s1" } });
  });

  it("ends with the last team's; what the hall has seen is confirmed", () => {
    const last = lagged(room([slot(1, "revealed", { final: "1" }), slot(2, "sealed")], "s2"));
    expect(said(last)).toEqual(["reveal 2"]);
    const shown = room([slot(1, "revealed", { final: "1" }), slot(2, "confirmed")], "s2");
    expect(said(lagged(shown))).toEqual(["confirm 1"]);
  });
});

describe("other moments of a score", () => {
  it("after the session and never: the next team, and a reason", () => {
    const one = room([slot(1, "sealed"), slot(2, "waiting")], "s1");
    for (const [mode, why] of [
      ["after_session", "reveal_before_end"],
      ["sealed", "reveal_never"],
    ] as const) {
      const body = { ...one, reveal: { mode, slot: "s1", why } };
      expect(nextAction(body, 1)).toMatchObject({ verb: "call", slot: { id: "s2" } });
      expect(revealing(body, 1)).toMatchObject({ do: "wait", why });
    }
    const kept = room([slot(1, "sealed"), slot(2, "sealed")], "s2");
    const never = { mode: "sealed", slot: "s1", why: "reveal_never" } as const;
    expect(nextAction({ ...kept, reveal: never }, 1)).toBeNull();
  });
});

describe("the ceremony", () => {
  const at = (scene: Scene, ceremony: Partial<ConsoleBody["ceremony"]>): ConsoleBody => {
    const body = room([slot(1, "confirmed")], "s1", "closed");
    const next = { do: "open", rank: 5, shares: false } as const;
    return {
      ...body,
      ceremony: { why: null, cue: 2, of: 9, next, ...ceremony },
      screen: { ...body.screen, program: { scene, step: 2, text: "", slot: null } },
    };
  };

  it("goes on by R, and by itself below the third place only", () => {
    expect(revealing(at("ceremony", {}), 1)).toMatchObject({ do: "cue", step: 3 });
    expect(autoStep(at("ceremony", {}))).toBe(3);
    const third = { do: "announce", rank: 3, shares: false } as const;
    expect(revealing(at("ceremony", { next: third }), 1)).toMatchObject({ do: "cue", step: 3 });
    expect(autoStep(at("ceremony", { next: third }))).toBeNull();
  });

  it("stands still off the air, at its end, and when the result has changed", () => {
    expect(autoStep(at("black", {}))).toBeNull();
    expect(revealing(at("ceremony", { next: null }), 1)).toMatchObject({ do: "done" });
    expect(autoStep(at("ceremony", { why: "ceremony_result_changed" }))).toBeNull();
  });
});

describe("the clock", () => {
  it("stands still while paused and runs over afterwards", () => {
    const at = (time: string) => Date.parse(`2026-11-25T${time}Z`);
    expect(leftOf(clock, at("08:05:00"))).toBe(180_000);
    const paused = { ...clock, paused_at: "2026-11-25T08:02:00Z" };
    expect(leftOf(paused, at("09:00:00"))).toBe(360_000);
    expect(leftOf({ ...clock, paused_ms: 60_000 }, at("08:09:00"))).toBe(0);
    expect(countdown(204_000)).toBe("03:24");
    expect(countdown(-12_000)).toBe("+0:12");
  });
});

describe("a session that is signed at once", () => {
  const session = (ahead: number, due: number, signed: number) => ({
    session: { ahead, due, judges: [{ seat: 1, sheets: 2, drafted: 2, signed }], changes: [] },
  });

  it("calls on without waiting for signatures, then seals all of it", () => {
    const going = { ...room([slot(1, "scoring"), slot(2, "waiting")], "s1"), ...session(1, 1, 0) };
    expect(nextAction(going, 1)).toMatchObject({ verb: "call", slot: { id: "s2" }, blocked: null });
    expect(heldSlots(going)).toEqual([]);
    expect(revealing(going, 1)).toBeNull();
    const over = { ...room([slot(1, "held"), slot(2, "scoring")], "s2"), ...session(0, 2, 1) };
    expect(nextAction(over, 1)).toMatchObject({
      verb: "seal_session",
      blocked: { why: "missing", seats: [1] },
    });
    const signed = { ...over, ...session(0, 2, 2) };
    expect(nextAction(signed, 1)).toMatchObject({ verb: "seal_session", blocked: null });
    expect(revealing(signed, 1)).toMatchObject({ do: "seal_session", missing: [] });
  });

  it("reveals one team after the other", () => {
    const sealed = { ...room([slot(1, "sealed"), slot(2, "sealed")], "s1"), ...session(0, 0, 2) };
    expect(nextAction(sealed, 1)).toMatchObject({ verb: "reveal", slot: { id: "s1" } });
    const next = { ...room([slot(1, "confirmed"), slot(2, "sealed")], "s1"), ...session(0, 0, 2) };
    expect(nextAction(next, 1)).toMatchObject({ verb: "reveal", slot: { id: "s2" } });
    expect(revealing(next, 1)).toMatchObject({ do: "reveal", slot: { id: "s2" } });
    const done = { ...room([slot(1, "confirmed")], "s1"), ...session(0, 0, 2) };
    expect(nextAction(done, 1)).toBeNull();
  });
});

describe("morning and afternoon", () => {
  const counted = (ahead: number, due: number, signed: number) => ({
    ahead,
    due,
    judges: [{ seat: 1, sheets: due, drafted: due, signed }],
  });
  const day = (morning: ReturnType<typeof counted>, ...slots: ConsoleSlot[]): ConsoleBody => ({
    ...room(slots, null),
    session: {
      ...morning,
      changes: [],
      parts: [
        { slots: ["s1"], ...morning },
        { slots: ["s2"], ...counted(1, 0, 0) },
      ],
    },
  });

  it("an unsigned morning is said loudly and does not keep the next team from the stage", () => {
    const late = day(counted(0, 1, 0), slot(1, "held"), slot(2, "waiting"));
    expect(nextAction(late, 1)).toMatchObject({ verb: "call", slot: { id: "s2" }, blocked: null });
    expect(partLate(late)).toMatchObject({ number: 1 });
    const on = { ...late, slots: [slot(1, "held"), slot(2, "pitching")], current: "s2" };
    expect(nextAction(on, 1)).toMatchObject({ verb: "start_questions" });
    const signed = day(counted(0, 1, 1), slot(1, "held"), slot(2, "waiting"));
    expect(nextAction(signed, 1)).toMatchObject({ verb: "seal_session", blocked: null });
    expect(revealing(signed, 1)).toMatchObject({ do: "seal_session", missing: [] });
    expect(partLate(signed)).toBeUndefined();
    const both = { ...signed, slots: [slot(1, "held"), slot(2, "pitching")], current: "s2" };
    expect(nextAction(both, 1)).toMatchObject({
      verb: "start_questions",
      beside: { verb: "seal_session", slot: { id: "s1" }, blocked: null },
    });
    expect(revealing(both, 1)).toMatchObject({ do: "seal_session", slot: { id: "s1" } });
  });

  it("the morning's scores may be opened, or the afternoon called", () => {
    const body = day(counted(0, 0, 1), slot(1, "sealed"), slot(2, "waiting"));
    const open = { ...body, reveal: { mode: "after_session", slot: "s1", why: null } as const };
    expect(nextAction(open, 1)).toMatchObject({
      verb: "reveal",
      slot: { id: "s1" },
      beside: { verb: "call", slot: { id: "s2" } },
    });
    expect(duePart(open)?.number).toBe(2);
  });
});

it("two people may seal what is scored and not complete, and nothing else", () => {
  const short = slot(1, "scoring", { sheets: sheets("signed", "signed", "open") });
  expect(sealShort(short, 2)).toBe(true);
  expect(sealShort({ ...short, state: "held" }, 2)).toBe(true);
  expect(sealShort({ ...short, state: "pitching" }, 2)).toBe(false);
  expect(sealShort(slot(1, "scoring", { sheets: sheets("signed", "signed") }), 2)).toBe(false);
  expect(sealShort(slot(1, "scoring", { sheets: sheets("signed", "left_out") }), 2)).toBe(true);
});

it("a team counts as not there after the calls, or the minutes since the first one", () => {
  const rules = { people: 3, calls: 3, grace_s: 600 };
  const at = (minute: number) => `2026-11-25T08:${String(minute).padStart(2, "0")}:00Z`;
  const called = (calls: string[], called_at: string | null = null) => {
    const one = slot(1, "called", { called_at });
    return { ...one, door: { ...one.door, calls } };
  };
  expect(absentFrom(called([at(1), at(2), at(3)]), rules)).toBe(0);
  expect(absentFrom(called([at(5)], at(7)), rules)).toBe(Date.parse(at(15)));
  expect(absentFrom(called([]), rules)).toBe(Number.POSITIVE_INFINITY);
});

it("who came back late is called after everybody else", () => {
  const rows = [slot(1, "deferred", { returned: true }), slot(2, "deferred"), slot(3, "waiting")];
  const next = (all: ConsoleSlot[]) => nextAction(room(all, null), 2)?.slot.position;
  expect(next(rows)).toBe(3);
  expect(next(rows.slice(0, 2))).toBe(2);
  expect(next(rows.slice(0, 1))).toBe(1);
});
