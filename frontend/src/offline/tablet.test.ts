import { expect, it, vi } from "vitest";
import type { Database } from "./database";
import { Tablet } from "./tablet";
import { CRITERIA, freshDatabase, SHEET, until } from "./testing/kit";
import { ModelServer } from "./testing/server";
import { isScore } from "./types";
import { cellKey } from "./view";

const hand = vi.hoisted(() => ({ left: Promise.resolve() }));
vi.mock("./calm", () => ({ calm: () => hand.left }));

async function opened() {
  const server = new ModelServer();
  server.sheet(SHEET, CRITERIA);
  const { db } = await freshDatabase();
  const tablet = await Tablet.open({
    build: "test",
    onState() {},
    onOpen() {},
    onRights() {},
    database: db,
    transmit: async (ops) => server.take(ops),
  });
  await tablet.adopt(server.picture(SHEET));
  return { db, tablet };
}

/** The device's disk is full until the answer is called. */
function full(db: Database): () => void {
  const transaction = vi.spyOn(db, "transaction").mockImplementation(() => {
    throw new DOMException("full", "QuotaExceededError");
  });
  return () => transaction.mockRestore();
}

it("shows a mark that found no room, in red, signs nothing without it, and keeps it later", async () => {
  const { db, tablet } = await opened();
  const first = CRITERIA[0]!;
  const there = full(db);
  await expect(tablet.mark(SHEET, first, "7.00")).rejects.toThrow("full");
  const shown = () => tablet.view.get().cells.get(cellKey(SHEET, first))?.value ?? null;
  expect([shown(), tablet.truth(SHEET, first), tablet.broken.get()]).toEqual([
    "7.00",
    "rejected",
    true,
  ]);
  await expect(tablet.sign(SHEET)).rejects.toThrow("not kept");
  there();
  await tablet.sign(SHEET);
  expect([shown(), tablet.broken.get()]).toEqual(["7.00", false]);
  const kinds = (await db.getAll("ops")).map((op) => op.kind ?? "score");
  expect(kinds).toEqual(["score", "sign"]);
});

it("never tries an older mark again after a newer one", async () => {
  const { db, tablet } = await opened();
  const first = CRITERIA[0]!;
  const there = full(db);
  await expect(tablet.mark(SHEET, first, "7.00")).rejects.toThrow("full");
  there();
  await Promise.all([tablet.mark(SHEET, first, "9.00"), tablet.sign(SHEET)]);
  const values = (await db.getAll("ops")).flatMap((op) => (isScore(op) ? [op.value] : []));
  expect(values).toEqual(["9.00"]);
});

it("keeps every digit while a finger is down, and shows them when it has left", async () => {
  const { db, tablet } = await opened();
  let leave = () => {};
  hand.left = new Promise((left) => (leave = () => left()));
  const first = CRITERIA[0]!;
  const marks = [tablet.mark(SHEET, first, "1.00"), tablet.mark(SHEET, first, "18.00")];
  await until(async () => (await db.count("ops")) === 2);
  const shown = () => tablet.view.get().cells.get(cellKey(SHEET, first))?.value ?? null;
  expect(shown()).toBe(null);
  expect(tablet.truth(SHEET, first)).toBe("editing");
  leave();
  await Promise.all(marks);
  expect(shown()).toBe("18.00");
  expect(tablet.truth(SHEET, first)).toBe("local");
});
