import { describe, expect, it } from "vitest";
import { sheetsAdopt } from "./answers";
import { markSet } from "./outbox";
import { CRITERIA, DEVICE, freshDatabase, SHEET, stamp } from "./testing/kit";
import { ModelServer } from "./testing/server";
import { cellKey, EMPTY, storeRead, viewAfter } from "./view";

const [first, second] = CRITERIA as [string, string];

/** A store with one adopted sheet and two marks. */
async function store() {
  const { db } = await freshDatabase();
  const server = new ModelServer();
  server.sheet(SHEET, CRITERIA);
  await sheetsAdopt(db, [server.picture(SHEET)]);
  await markSet(db, { sheet: SHEET, criterion: first, value: "12.00" }, stamp());
  await markSet(db, { sheet: SHEET, criterion: second, value: "13.00" }, stamp());
  return db;
}

describe("the view after a reading", () => {
  it("is the same for one sheet as for everything", async () => {
    const db = await store();
    const whole = viewAfter(EMPTY, await storeRead(db), DEVICE);
    const part = viewAfter(EMPTY, await storeRead(db, [SHEET]), DEVICE);
    expect(part).toEqual(whole);
    expect(part.count).toBe(2);
    expect(part.waiting.get(cellKey(SHEET, first))).toHaveLength(1);
  });

  it("keeps what it knows of other sheets when one is read", async () => {
    const db = await store();
    const whole = viewAfter(EMPTY, await storeRead(db), DEVICE);
    const other = viewAfter(whole, await storeRead(db, ["another"]), DEVICE);
    expect(other.cells).toEqual(whole.cells);
    expect(other.sheets).toEqual(whole.sheets);
  });

  it("has the same objects for what did not change", async () => {
    const db = await store();
    const before = viewAfter(EMPTY, await storeRead(db), DEVICE);
    await markSet(db, { sheet: SHEET, criterion: second, value: "14.00" }, stamp());
    const after = viewAfter(before, await storeRead(db, [SHEET]), DEVICE);
    expect(after.sheets.get(SHEET)).toBe(before.sheets.get(SHEET));
    expect(after.cells.get(cellKey(SHEET, first))).toBe(before.cells.get(cellKey(SHEET, first)));
    expect(after.cells.get(cellKey(SHEET, second))?.value).toBe("14.00");
  });

  it("forgets what is gone from a sheet that was read", async () => {
    const db = await store();
    const before = viewAfter(EMPTY, await storeRead(db), DEVICE);
    await db.delete("cells", [SHEET, first]);
    const after = viewAfter(before, await storeRead(db, [SHEET]), DEVICE);
    expect(after.cells.has(cellKey(SHEET, first))).toBe(false);
    expect(after.cells.has(cellKey(SHEET, second))).toBe(true);
  });
});
