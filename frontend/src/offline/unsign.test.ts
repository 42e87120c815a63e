import { describe, expect, it } from "vitest";
import { outcomesTake, sheetsAdopt } from "./answers";
import { databaseOpen } from "./database";
import { bindingSet } from "./device";
import { markWire } from "./marks";
import { markSet, opsNext, sheetSign, sheetUnsign } from "./outbox";
import { Tablet } from "./tablet";
import { sheetNow } from "./view";
import type { Operation } from "./types";
import { badNetwork, CRITERIA, DEVICE, freshDatabase } from "./testing/kit";
import { seeded, sender, SHEET, stamp, until } from "./testing/kit";
import { ModelServer } from "./testing/server";

const first = CRITERIA[0]!;
const LIMITS = { count: 200, bytes: 100_000 };

async function device(server: ModelServer) {
  const { db, name } = await freshDatabase();
  await sheetsAdopt(db, [server.picture(SHEET)]);
  const set = (value: string, criterion = first, sheet = SHEET) =>
    markSet(db, { sheet, criterion, value }, stamp());
  const fill = async (value: string, sheet = SHEET) => {
    for (const criterion of CRITERIA) await set(value, criterion, sheet);
  };
  const hand = async () => {
    const ops = await opsNext(db, DEVICE, LIMITS);
    await outcomesTake(db, ops, server.take(ops).outcomes);
  };
  const sheet = (id = SHEET) => db.get("sheets", id);
  return { db, name, set, fill, hand, sheet };
}

async function ready() {
  const server = new ModelServer();
  server.sheet(SHEET, CRITERIA);
  return { server, ...(await device(server)) };
}

describe("taking a signature back", () => {
  it("moves the marks to the sheet in its place, and the judge goes on there", async () => {
    const { server, db, set, fill, hand, sheet } = await ready();
    await fill("10.00");
    await sheetSign(db, SHEET, stamp());
    await hand();
    await sheetUnsign(db, SHEET, stamp());
    expect(await sheet()).toMatchObject({ state: "signed", taking: { state: "pending" } });
    expect(await sheetUnsign(db, SHEET, stamp())).toBeNull();
    await hand();
    const next = server.live(SHEET);
    expect(await sheet()).toMatchObject({ state: "superseded", next, taking: null });
    expect(await sheet(next)).toMatchObject({ state: "open", signing: null });
    expect(await db.getAllFromIndex("cells", "sheet", SHEET)).toEqual([]);
    expect(await db.get("cells", [next, first])).toMatchObject({ value: "10.00", rev: 1 });
    await expect(set("1.00")).rejects.toMatchObject({ reason: "sheet_locked" });
    await set("11.00", first, next);
    await sheetSign(db, next, stamp());
    await hand();
    expect(server.picture(next)).toMatchObject({ state: "signed" });
    expect(server.picture(next).cells[first]).toEqual({ value: "11.00", rev: 2 });
    await sheetsAdopt(db, [{ ...server.picture(SHEET), state: "signed" }]);
    expect((await sheet())?.state).toBe("superseded");
  });

  it("withdraws here what never left this device", async () => {
    const { db, set, fill, sheet } = await ready();
    await fill("10.00");
    await sheetSign(db, SHEET, stamp());
    expect(await sheetUnsign(db, SHEET, stamp())).toBeNull();
    expect(await sheet()).toMatchObject({ state: "open", signing: null, total: null });
    expect((await db.getAll("ops")).map((op) => op.kind)).toEqual(CRITERIA.map(() => undefined));
    await expect(set("11.00")).resolves.not.toBeNull();
    await expect(sheetUnsign(db, SHEET, stamp())).rejects.toMatchObject({
      reason: "sheet_not_signed",
    });
  });

  it("sends both in order once the signature may have left, and survives a crash between", async () => {
    const { server, db, name, fill, sheet } = await ready();
    await fill("10.00");
    await sheetSign(db, SHEET, stamp());
    server.take(await opsNext(db, DEVICE, LIMITS)); // committed, the answer is lost
    await sheetUnsign(db, SHEET, stamp());
    db.close();
    const again = await databaseOpen(name);
    expect((await again.getAll("ops")).map((op) => op.kind).slice(-2)).toEqual(["sign", "unsign"]);
    expect((await again.get("sheets", SHEET))?.taking?.state).toBe("pending");
    const s = sender(again, async (ops) => server.take(ops));
    s.start();
    await until(async () => (await again.count("ops")) === 0);
    await s.stop();
    const next = server.live(SHEET);
    expect(await again.get("sheets", next)).toMatchObject({ state: "open" });
    expect(await again.get("cells", [next, first])).toMatchObject({ value: "10.00", rev: 1 });
    await expect(sheet()).rejects.toThrow();
  });

  it("stands with its reason when the server refuses", async () => {
    const { server, db, fill, hand, sheet } = await ready();
    await fill("10.00");
    await sheetSign(db, SHEET, stamp());
    await hand();
    server.window = false;
    await sheetUnsign(db, SHEET, stamp());
    await hand();
    expect(await sheet()).toMatchObject({
      state: "signed",
      taking: { state: "refused", code: "undo_over" },
    });
    await sheetsAdopt(db, [server.picture(SHEET)]);
    expect((await sheet())?.taking).toMatchObject({ code: "undo_over" });
  });

  it("is nothing more to say where the signature was refused itself", async () => {
    const { server, db, fill, hand, sheet } = await ready();
    await fill("10.00");
    await hand();
    server.write(SHEET, "team", "12.00");
    await sheetSign(db, SHEET, stamp());
    await opsNext(db, DEVICE, LIMITS);
    await sheetUnsign(db, SHEET, stamp());
    await hand();
    expect(await sheet()).toMatchObject({
      state: "open",
      taking: null,
      signing: { state: "refused", code: "cell_stale" },
    });
  });

  it("another device of the judge keeps what it has typed and chooses", async () => {
    const { server, db, fill, hand } = await ready();
    const other = await device(server);
    await bindingSet(other.db, { device: "second", person: "judge-3" });
    const typed = (value: string, criterion: string) =>
      markSet(other.db, { sheet: SHEET, criterion, value }, { ...stamp(), device: "second" });
    await typed("3.00", first);
    await typed("4.00", "team");
    const [sent] = (await other.db.getAll("ops")) as [Operation];
    await fill("10.00");
    await sheetSign(db, SHEET, stamp());
    await hand();
    await sheetUnsign(db, SHEET, stamp());
    await hand();
    const next = server.live(SHEET);
    // One mark was refused by the old sheet already, the other waits.
    await outcomesTake(other.db, [sent], server.take([sent]).outcomes);
    await sheetsAdopt(other.db, [server.picture(next)]);
    const waiting = await other.db.getAll("ops");
    expect(waiting).toMatchObject([{ sheet: next, criterion: "team", value: "4.00" }]);
    await outcomesTake(other.db, waiting, server.take(waiting).outcomes);
    const issue = { kind: "stale", theirs: "10.00" };
    expect(await other.db.get("cells", [next, first])).toMatchObject({
      value: "3.00",
      issue: { ...issue, mine: "3.00" },
    });
    expect(await other.db.get("cells", [next, "team"])).toMatchObject({
      value: "4.00",
      issue: { ...issue, mine: "4.00" },
    });
  });

  it.each(Array.from({ length: 15 }, (_, seed) => seed + 1))(
    "bad network, seed %i: signed and taken back again and again, nothing lost or doubled",
    async (seed) => {
      const random = seeded(seed);
      const { server, db, set } = await ready();
      const s = sender(db, badNetwork(server, random), { random });
      s.start();
      let now = SHEET;
      const last = new Map<string, string>();
      for (let turn = 0; turn < 4; turn += 1) {
        for (const criterion of CRITERIA) {
          last.set(criterion, markWire(Math.floor(random() * 50) * 50));
          await set(last.get(criterion)!, criterion, now);
          if (random() < 0.3) await new Promise((done) => setTimeout(done, 1));
        }
        await sheetSign(db, now, stamp());
        s.wake();
        if (random() < 0.6) await new Promise((done) => setTimeout(done, random() * 8));
        await sheetUnsign(db, now, stamp());
        s.wake();
        await until(async () => {
          s.wake();
          return (await db.count("ops")) === 0;
        });
        now = (await db.get("sheets", now))?.next ?? now;
        expect(now).toBe(server.live(SHEET));
        expect(await db.get("sheets", now)).toMatchObject({ state: "open", signing: null });
      }
      await sheetSign(db, now, stamp());
      s.wake();
      await until(async () => {
        s.wake();
        return (await db.count("ops")) === 0;
      });
      await s.stop();
      expect(server.picture(now).state).toBe("signed");
      for (const [criterion, value] of last) {
        expect(server.picture(now).cells[criterion]?.value).toBe(value);
        expect(await db.get("cells", [now, criterion])).toMatchObject({ value, issue: null });
      }
      const live = [...server.sheets.values()].filter((sheet) => sheet.state !== "superseded");
      expect(live).toHaveLength(1);
      expect(await db.count("cells")).toBe(CRITERIA.length);
    },
  );
});

describe("the tablet", () => {
  it("takes back and finds the sheet that stands, over several turns", async () => {
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
    tablet.sender.start();
    const idle = () => until(() => tablet.view.get().count === 0);
    for (const criterion of CRITERIA) await tablet.mark(SHEET, criterion, "9.00");
    for (let turn = 0; turn < 2; turn += 1) {
      await tablet.sign(sheetNow(tablet.view.get(), SHEET));
      await idle();
      await tablet.unsign(sheetNow(tablet.view.get(), SHEET));
      await idle();
    }
    const now = sheetNow(tablet.view.get(), SHEET);
    expect(now).toBe(server.live(SHEET));
    expect(tablet.truth(now, first)).toBe("committed");
    await tablet.sender.stop();
  });
});
