import { describe, expect, it } from "vitest";
import type { Exception } from "../api/witness";
import { mayDecide } from "./publication";
import { shownEvents, witnessTabs } from "./witness";

const event = (id: string, kind: string, state: Exception["state"]) =>
  ({ id, kind, state }) as Exception;

describe("the witness's page", () => {
  it("gives each role its parts", () => {
    expect(witnessTabs(new Set(["witness"]))).toEqual([
      "exceptions",
      "notes",
      "rooms",
      "registers",
      "interference",
    ]);
    expect(witnessTabs(new Set(["organizer"]))).toEqual(["notes", "rooms", "registers"]);
    expect(witnessTabs(new Set(["event_desk"]))).toEqual(["registers"]);
  });

  it("offers her none of the steps that decide", () => {
    expect(mayDecide(new Set(["witness"]))).toBe(false);
    expect(mayDecide(new Set(["witness", "scorekeeper"]))).toBe(false);
    expect(mayDecide(new Set(["verifier"]))).toBe(true);
  });

  it("shows what nobody has looked at first, in its order", () => {
    const events = [
      event("a", "clock", "seen"),
      event("b", "device", "unseen"),
      event("c", "clock", "question"),
      event("d", "clock", "unseen"),
    ];
    const ids = (kind: string, looked: Parameters<typeof shownEvents>[2]) =>
      shownEvents(events, kind, looked).map(({ id }) => id);
    expect(ids("", "all")).toEqual(["b", "d", "a", "c"]);
    expect(ids("clock", "all")).toEqual(["d", "a", "c"]);
    expect(ids("", "question")).toEqual(["c"]);
  });
});
