import { describe, expect, it } from "vitest";
import type { EntryRow, Round } from "../api/types";
import { editionsOf, mayVisit, rolesFor } from "./roles";
import { nextStep } from "./step";

const entry = (state: string) => ({ state }) as EntryRow;
const seat = (device_bound: boolean) => ({ device_bound, is_alternate: false });
const round = (more: object) =>
  ({
    state: "prepared",
    draw: null,
    panels: [],
    result: null,
    publications: [],
    ...more,
  }) as unknown as Round;
const drawn = { revealed_at: "2026-11-25T08:00:00Z" };

describe("the next step of an edition", () => {
  it("goes from the desk to the final list", () => {
    const accepted = [entry("accepted")];
    const key = (more: object, entries = accepted) => nextStep(entries, round(more), "closed").key;
    expect(key({}, [entry("in_check"), entry("submitted"), entry("accepted")])).toBe("decide");
    expect(key({}, [])).toBe("waitForEntries");
    expect(key({})).toBe("draw");
    expect(key({ draw: { revealed_at: null } })).toBe("reveal");
    expect(key({ draw: drawn, panels: [{ seats: [seat(true), seat(false)] }] })).toBe("links");
    expect(key({ draw: drawn, panels: [{ seats: [seat(true)] }] })).toBe("openRound");
    expect(key({ state: "open" })).toBe("runRound");
    expect(key({ state: "closed" })).toBe("compute");
    expect(key({ state: "closed", result: { state: "provisional" } })).toBe("lock");
    const locked = { state: "locked", result: { state: "locked" } };
    expect(key(locked)).toBe("publishProposed");
    const proposed = { kind: "proposed", state: "opened" };
    expect(key({ ...locked, publications: [proposed] })).toBe("publishFinal");
    const final = { kind: "final", state: "opened" };
    expect(key({ ...locked, publications: [proposed, final] })).toBe("done");
  });

  it("ends the registration before the draw", () => {
    const accepted = [entry("accepted")];
    expect(nextStep(accepted, round({}), "open").key).toBe("closeRegistration");
    expect(nextStep(accepted, round({ draw: drawn, panels: [] }), "open").key).toBe("openRound");
  });

  it("counts what the desk has to decide", () => {
    const entries = [entry("in_check"), entry("submitted"), entry("returned")];
    expect(nextStep(entries, undefined, "open")).toMatchObject({ key: "decide", count: 2 });
  });
});

describe("roles", () => {
  const host = { id: "h", slug: "h", name: { zh: "", en: "" } };
  const held = (role: string, scope_id: string | null, id = "h") => ({
    role,
    host: { ...host, id },
    scope_kind: "edition",
    scope_id,
  });
  const edition = { id: "e", host } as never;

  it("count for their edition or the whole host, and only those that work on it", () => {
    const who = {
      memberships: [
        held("organizer", "e"),
        held("verifier", "other"),
        held("witness", null),
        held("investment_manager", null),
        held("timekeeper", null, "elsewhere"),
      ],
    };
    expect([...rolesFor(who, edition)].sort()).toEqual(["organizer", "witness"]);
    expect(editionsOf({ memberships: [held("fund_officer", null)] }, [edition])).toEqual([]);
  });

  it("open the places that are of use to them", () => {
    expect(mayVisit("publish", new Set(["timekeeper"]))).toBe(false);
    expect(mayVisit("live", new Set(["timekeeper"]))).toBe(true);
    expect(mayVisit("overview", new Set())).toBe(true);
  });
});
