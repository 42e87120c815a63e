import { describe, expect, it } from "vitest";
import { pillOf } from "./pill";

const calm = { link: "online", held: false, waiting: 0, backlog: 0 } as const;

describe("pillOf", () => {
  it("says what the heartbeat says while nothing waits", () => {
    for (const link of ["online", "slow", "offline"] as const) {
      expect(pillOf({ ...calm, link }).state).toBe(link);
    }
  });

  it("counts acknowledged operations while the backlog drains, and stops when all are in", () => {
    const back = { ...calm, backlog: 5 };
    expect(pillOf({ ...back, waiting: 5 })).toEqual({ state: "syncing", done: 0, all: 5 });
    expect(pillOf({ ...back, waiting: 3 })).toEqual({ state: "syncing", done: 2, all: 5 });
    expect(pillOf({ ...back, waiting: 0 }).state).toBe("online");
  });

  it("does not pretend to catch up while the link is down, nor count below zero", () => {
    expect(pillOf({ ...calm, link: "offline", waiting: 3, backlog: 3 }).state).toBe("offline");
    expect(pillOf({ ...calm, waiting: 7, backlog: 5 }).done).toBe(0);
  });

  it("catches up by a slow line as well", () => {
    const back = { ...calm, link: "slow", waiting: 4, backlog: 5 } as const;
    expect(pillOf(back)).toEqual({ state: "syncing", done: 1, all: 5 });
  });

  it("does not flicker for a mark typed while connected", () => {
    expect(pillOf({ ...calm, waiting: 1 }).state).toBe("online");
  });

  it("asks for the person first", () => {
    expect(pillOf({ ...calm, held: true, link: "offline", waiting: 2, backlog: 2 }).state).toBe(
      "signin",
    );
  });
});
