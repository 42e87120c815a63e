import { describe, expect, it } from "vitest";
import type { Session } from "@/api/types";
import { homeOf, safeNext } from "./home";
import { needsName } from "./name";

const session = (change: Partial<Session>): Session => ({
  signed_in: true,
  person: { id: "p", name: { zh: "陈以航", en: "Chen Yihang" } },
  account: { email: "chen.yihang@example.org", language: "zh-Hans" },
  device: null,
  memberships: [],
  teams: [],
  seats: [],
  ...change,
});
const member = (role: string) => ({ role, host: null, scope_kind: "", scope_id: null }) as never;
const none = new URLSearchParams();

describe("after signing in", () => {
  it("only a path of this site is a way on", () => {
    expect(safeNext("/team/e1?lang=en")).toBe("/team/e1?lang=en");
    for (const bad of [
      null,
      "",
      "team",
      "//evil.example",
      "/\\evil.example",
      "https://evil.example",
    ]) {
      expect(safeNext(bad)).toBeNull();
    }
  });

  it("each role has a home", () => {
    expect(homeOf(session({}), none)).toBe("/team");
    expect(homeOf(session({ memberships: [member("organizer")] }), none)).toBe("/org");
    expect(homeOf(session({ memberships: [member("emcee")] }), none)).toBe("/screen/emcee");
    const both = [member("emcee"), member("technician")];
    expect(homeOf(session({ memberships: both }), none)).toBe("/org");
    expect(homeOf(session({ memberships: [member("investment_manager")] }), none)).toBe("/zone");
    expect(homeOf(session({ seats: [{} as never] }), none)).toBe("/judge");
    expect(homeOf(session({}), new URLSearchParams("next=/zone/board"))).toBe("/zone/board");
  });

  it("asks a name of who is still called by the address", () => {
    expect(needsName(session({}))).toBe(false);
    const fresh = { id: "p", name: { zh: "chen.yihang", en: "chen.yihang" } };
    expect(needsName(session({ person: fresh }))).toBe(true);
    expect(needsName(session({ signed_in: false, person: null }))).toBe(false);
  });
});
