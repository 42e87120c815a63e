import { expect, it, vi } from "vitest";
import { ServerClock } from "./clock";
import { RoomFeed } from "./room";
import { cellTruth, worstTruth } from "./truth";
import type { Cell, Sheet } from "./types";

function feed(answer: { v: number; body: string }) {
  const snapshot = vi.fn(() => Promise.resolve(answer));
  return { snapshot, room: new RoomFeed<string>({ snapshot, rest: () => 5000 }) };
}

it("shows newer frames only", () => {
  const { room } = feed({ v: 9, body: "" });
  room.take(4, "d");
  room.take(3, "c");
  expect(room.state.get()).toEqual({ v: 4, body: "d" });
  room.close();
});

it("asks for one snapshot after a gap, and not again before it has rested", async () => {
  vi.useFakeTimers();
  const { room, snapshot } = feed({ v: 9, body: "i" });
  room.take(1, "a");
  room.take(2, "b");
  await vi.advanceTimersByTimeAsync(10);
  expect(snapshot).not.toHaveBeenCalled();
  room.take(5, "e");
  room.take(8, "h");
  await vi.advanceTimersByTimeAsync(10);
  expect(snapshot).toHaveBeenCalledOnce();
  expect(room.state.get()).toEqual({ v: 9, body: "i" });
  room.take(12, "l");
  await vi.advanceTimersByTimeAsync(4000);
  expect(snapshot).toHaveBeenCalledOnce();
  await vi.advanceTimersByTimeAsync(1100);
  expect(snapshot).toHaveBeenCalledTimes(2);
  expect(room.state.get()).toEqual({ v: 12, body: "l" });
  room.close();
  vi.useRealTimers();
});

const cell: Cell = {
  sheet: "s",
  criterion: "team",
  value: "16.50",
  server: "16.50",
  rev: 1,
  typed_at: null,
  committed_at: null,
  issue: null,
};
const sheet: Sheet = { id: "s", state: "open", signed_at: null, total: null, signing: null };
const nothing = { editing: false, waiting: [], sent: new Set<string>() };

it("says only what is true of a mark", () => {
  expect(cellTruth(undefined, sheet, nothing)).toBeNull();
  expect(cellTruth({ ...cell, value: null, server: null }, sheet, nothing)).toBeNull();
  expect(cellTruth(cell, sheet, nothing)).toBe("committed");
  expect(cellTruth(cell, sheet, { ...nothing, waiting: ["a"] })).toBe("local");
  const both = { ...nothing, waiting: ["a", "b"] };
  expect(cellTruth(cell, sheet, { ...both, sent: new Set(["a"]) })).toBe("local");
  expect(cellTruth(cell, sheet, { ...both, sent: new Set(["a", "b"]) })).toBe("sent");
  expect(cellTruth(cell, sheet, { ...both, editing: true })).toBe("editing");
  expect(cellTruth(cell, { ...sheet, state: "signed" }, nothing)).toBe("signed");
  const issue = { code: "", mine: "1.00", theirs: null, base_rev: 0 };
  expect(cellTruth({ ...cell, issue: { ...issue, kind: "stale" } }, sheet, both)).toBe("conflict");
  expect(cellTruth({ ...cell, issue: { ...issue, kind: "held" } }, sheet, both)).toBe("rejected");
  // Never green for what the server does not have.
  expect(cellTruth({ ...cell, server: null }, sheet, nothing)).toBe("local");
});

it("names the worst state with its count", () => {
  expect(worstTruth([null, null])).toBeNull();
  expect(worstTruth(["committed", "local", null, "local"])).toEqual({ truth: "local", count: 2 });
  expect(worstTruth(["conflict", "local"])).toEqual({ truth: "conflict", count: 1 });
});

it("takes the server's time from the shortest way", () => {
  const clock = new ServerClock(() => 1000);
  clock.resume(240_000);
  expect(clock.time()).toBe(241_000);
  clock.sample(new Date(5000).toISOString(), 400);
  expect(clock.time()).toBe(5200);
  clock.sample(new Date(9000).toISOString(), 4000);
  clock.resume(240_000); // too late: the server has answered
  expect(clock.time()).toBe(5200);
  clock.sample(new Date(5100).toISOString(), 20);
  expect(clock.time()).toBe(5110);
});
