import { expect, it, vi } from "vitest";
import { Tablet } from "./tablet";
import { CRITERIA, freshDatabase, SHEET, until } from "./testing/kit";
import { ModelServer } from "./testing/server";
import { cellKey } from "./view";

const hand = vi.hoisted(() => ({ left: Promise.resolve() }));
vi.mock("./calm", () => ({ calm: () => hand.left }));

it("keeps every digit while a finger is down, and shows them when it has left", async () => {
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
