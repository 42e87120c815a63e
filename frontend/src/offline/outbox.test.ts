import { describe, expect, it } from "vitest";
import { databaseOpen } from "./database";
import { bindingSet, deviceKey, devicePublicKey } from "./device";
import { outcomesTake, sheetsAdopt } from "./answers";
import { issueResolve, markSet, opsNext, sheetSign } from "./outbox";
import { markWire } from "./marks";
import { isScore, isSign, type Operation } from "./types";
import { ModelServer } from "./testing/server";
import {
  badNetwork,
  CRITERIA,
  DEVICE,
  freshDatabase,
  seeded,
  sender,
  SHEET,
  stamp,
  until,
} from "./testing/kit";

const first = CRITERIA[0]!;

async function ready() {
  const server = new ModelServer();
  server.sheet(SHEET, CRITERIA);
  const { db, name } = await freshDatabase();
  await sheetsAdopt(db, [server.picture(SHEET)]);
  const set = (value: string | null, criterion = first) =>
    markSet(db, { sheet: SHEET, criterion, value }, stamp());
  const cell = async (criterion = first) => (await db.get("cells", [SHEET, criterion]))!;
  const hand = async () => {
    const ops = await db.getAll("ops");
    await outcomesTake(db, ops, server.take(ops).outcomes);
  };
  return { server, db, name, set, cell, hand };
}

describe("outbox", () => {
  it("counts client_seq up by one in the transaction of the mark", async () => {
    const { db, set } = await ready();
    await set("1.00");
    await set("16.00");
    await set("16.50");
    await set("16.50");
    const ops = await db.getAll("ops");
    expect(ops.map((op) => op.client_seq)).toEqual([1, 2, 3]);
    expect(ops.map((op) => (isScore(op) ? op.value : ""))).toEqual(["1.00", "16.00", "16.50"]);
    expect(new Set(ops.map((op) => op.op_id)).size).toBe(3);
  });

  it("keeps zero apart from no mark", async () => {
    const { server, set, cell, hand } = await ready();
    await set("0.00");
    await hand();
    expect(server.picture(SHEET).cells[first]).toEqual({ value: "0.00", rev: 1 });
    await set(null);
    await hand();
    expect(server.picture(SHEET).cells[first]).toEqual({ value: null, rev: 2 });
    expect((await cell()).value).toBeNull();
  });

  it("survives a reload with marks that were never sent", async () => {
    const { server, db, name, set } = await ready();
    await set("21.00");
    await set("21.50");
    db.close();
    const again = await databaseOpen(name);
    expect((await again.get("cells", [SHEET, first]))?.value).toBe("21.50");
    await markSet(again, { sheet: SHEET, criterion: first, value: "22.00" }, stamp());
    expect((await again.getAll("ops")).map((op) => op.client_seq)).toEqual([1, 2, 3]);
    const s = sender(again, async (ops) => server.take(ops));
    s.start();
    await until(async () => (await again.count("ops")) === 0);
    await s.stop();
    expect(server.picture(SHEET).cells[first]).toEqual({ value: "22.00", rev: 3 });
  });

  it("hands batches over in order, at most 200 operations and one frame's bytes", async () => {
    const { db, set } = await ready();
    for (let n = 1; n <= 210; n += 1) await set(markWire(n));
    const next = await opsNext(db, DEVICE, { count: 200, bytes: 1_000_000 });
    expect(next).toHaveLength(200);
    expect(next.map((op) => op.client_seq)).toEqual(next.map((_, index) => index + 1));
    const small = await opsNext(db, DEVICE, { count: 200, bytes: 5000 });
    expect(JSON.stringify(small).length).toBeLessThan(5100);
    expect(await opsNext(db, DEVICE, { count: 200, bytes: 1 })).toHaveLength(1);
    expect(await opsNext(db, "another device", { count: 200, bytes: 5000 })).toEqual([]);
  });

  it("does not let an older picture of the server touch what waits", async () => {
    const { server, db, set, cell } = await ready();
    await set("20.00");
    await sheetsAdopt(db, [server.picture(SHEET)]);
    expect((await cell()).value).toBe("20.00");
  });
});

describe("marks that were not taken", () => {
  it("stale: both values stay until the judge keeps his own", async () => {
    const { server, db, set, cell, hand } = await ready();
    server.write(SHEET, first, "18.00");
    await set("21.00");
    await hand();
    expect(await cell()).toMatchObject({
      value: "21.00",
      server: "18.00",
      rev: 1,
      issue: { kind: "stale", mine: "21.00", theirs: "18.00" },
    });
    await set("2.00");
    await set("21.00");
    await hand();
    expect(server.picture(SHEET).cells[first]).toEqual({ value: "18.00", rev: 1 });
    expect((await cell()).issue).toMatchObject({ kind: "stale", mine: "21.00", theirs: "18.00" });
    await issueResolve(db, { sheet: SHEET, criterion: first, keep: "mine" }, stamp());
    await hand();
    expect(await cell()).toMatchObject({ value: "21.00", server: "21.00", rev: 2, issue: null });
    expect(server.picture(SHEET).cells[first]?.value).toBe("21.00");
  });

  it("stale: or lets the server's stand, and nothing is sent", async () => {
    const { server, db, set, cell, hand } = await ready();
    server.write(SHEET, first, "18.00");
    await set("2.00");
    await set("21.00");
    await hand();
    expect((await cell()).issue?.mine).toBe("21.00");
    await issueResolve(db, { sheet: SHEET, criterion: first, keep: "theirs" }, stamp());
    expect(await cell()).toMatchObject({ value: "18.00", issue: null });
    expect(await db.count("ops")).toBe(0);
    await set("19.00");
    await hand();
    expect(server.picture(SHEET).cells[first]).toEqual({ value: "19.00", rev: 2 });
  });

  it("stale with the same value is no conflict", async () => {
    const { server, set, cell, hand } = await ready();
    server.write(SHEET, first, "18.00");
    await set("18.00");
    await hand();
    expect(await cell()).toMatchObject({ value: "18.00", rev: 1, issue: null });
  });

  it("refused: stays with its reason, a new mark goes through", async () => {
    const { server, set, cell, hand } = await ready();
    await set("20.00");
    await hand();
    await set("30.00");
    await hand();
    expect(await cell()).toMatchObject({
      value: "30.00",
      server: "20.00",
      issue: { kind: "refused", code: "mark_out_of_range", mine: "30.00", theirs: "20.00" },
    });
    await set("21.00");
    await hand();
    expect(await cell()).toMatchObject({ value: "21.00", issue: null, rev: 2 });
    expect(server.picture(SHEET).cells[first]?.value).toBe("21.00");
  });

  it("held: the late mark is named, not dropped in silence", async () => {
    const { server, db, set, cell, hand } = await ready();
    server.closed = true;
    await set("20.00");
    await hand();
    expect((await cell()).issue).toMatchObject({
      kind: "held",
      code: "round_closed",
      mine: "20.00",
    });
    await issueResolve(db, { sheet: SHEET, criterion: first, keep: "theirs" }, stamp());
    expect(await cell()).toMatchObject({ value: null, issue: null });
  });
});

describe("signing", () => {
  it("names the revisions that waiting marks will make, and locks the sheet here at once", async () => {
    const { server, db, set, hand } = await ready();
    await set("1.00");
    await hand();
    for (const criterion of CRITERIA) await set("10.00", criterion);
    await set("10.50");
    const op = await sheetSign(db, SHEET, stamp());
    expect(isSign(op) && op.sheets[0]?.revs[first]).toBe(3);
    await expect(set("11.00")).rejects.toMatchObject({ reason: "sheet_locked" });
    await hand();
    expect(server.sheets.get(SHEET)?.state).toBe("signed");
    expect(await db.get("sheets", SHEET)).toMatchObject({ state: "signed", signing: null });
    await sheetsAdopt(db, [{ ...server.picture(SHEET), state: "open" }]);
    expect((await db.get("sheets", SHEET))?.state).toBe("signed");
  });

  it("is refused when a revision differs; the sheet opens with the server's picture", async () => {
    const { server, db, set, cell, hand } = await ready();
    for (const criterion of CRITERIA) await set("10.00", criterion);
    await hand();
    server.write(SHEET, "team", "12.00");
    await sheetSign(db, SHEET, stamp());
    await hand();
    expect(await db.get("sheets", SHEET)).toMatchObject({
      state: "open",
      signing: { state: "refused", code: "cell_stale" },
    });
    expect((await cell("team")).value).toBe("12.00");
    await sheetSign(db, SHEET, stamp());
    await hand();
    expect(server.sheets.get(SHEET)?.state).toBe("signed");
  });

  it("is refused with a mark missing, and impossible while a choice is open", async () => {
    const { server, db, set, hand } = await ready();
    await sheetSign(db, SHEET, stamp());
    await hand();
    expect((await db.get("sheets", SHEET))?.signing).toMatchObject({ code: "mark_missing" });
    server.write(SHEET, first, "18.00");
    await set("21.00");
    await hand();
    await expect(sheetSign(db, SHEET, stamp())).rejects.toMatchObject({ reason: "choice_pending" });
  });
});

describe("hand-over under a bad network", () => {
  it.each(Array.from({ length: 25 }, (_, seed) => seed + 1))(
    "seed %i: nothing lost, doubled or wrong",
    async (seed) => {
      const random = seeded(seed);
      const { server, db, set } = await ready();
      const s = sender(db, badNetwork(server, random), { random });
      s.start();
      const last = new Map<string, string | null>();
      let typed = 0;
      for (let n = 0; n < 60; n += 1) {
        const criterion = CRITERIA[Math.floor(random() * CRITERIA.length)]!;
        const value = random() < 0.1 ? null : markWire(Math.floor(random() * 50) * 50);
        if (await set(value, criterion)) typed += 1;
        last.set(criterion, value);
        if (random() < 0.2) await new Promise((done) => setTimeout(done, 1));
        if (random() < 0.2) s.wake();
      }
      s.wake();
      await until(async () => (await db.count("ops")) === 0);
      await s.stop();
      for (const [criterion, value] of last) {
        expect(server.picture(SHEET).cells[criterion]?.value ?? null).toBe(value);
        expect(await db.get("cells", [SHEET, criterion])).toMatchObject({
          value,
          server: value,
          issue: null,
        });
      }
      // Each operation was stored once and took effect once.
      expect(server.stored.size).toBe(typed);
      expect(server.commits).toHaveLength(typed);
      expect(new Set(server.commits.map((commit) => commit.op)).size).toBe(typed);
      // What the tablet knows of revisions is what the server has: a signature goes through.
      for (const criterion of CRITERIA) await set("1.00", criterion);
      await sheetSign(db, SHEET, stamp());
      const again = sender(db, badNetwork(server, random), { random });
      again.start();
      await until(async () => (await db.count("ops")) === 0);
      await again.stop();
      expect(await db.get("sheets", SHEET)).toMatchObject({ state: "signed", signing: null });
    },
  );
});

describe("the device", () => {
  it("has one key that cannot be taken out, and one public text", async () => {
    const { db } = await freshDatabase();
    const { privateKey } = await deviceKey(db);
    expect(privateKey.extractable).toBe(false);
    const text = await devicePublicKey(db);
    expect(await devicePublicKey(db)).toBe(text);
    expect(JSON.parse(text)).toMatchObject({ kty: "EC", crv: "P-256" });
  });

  it("forgets the last judge's sheets when it changes hands, but no unsent operation", async () => {
    const { db, set } = await ready();
    await set("20.00");
    await bindingSet(db, { device: "another", person: "judge-4" });
    expect(await db.count("cells")).toBe(0);
    expect((await db.getAll("ops")).map((op: Operation) => op.device)).toEqual([DEVICE]);
  });

  it("offers unconfirmed marks for a choice when the same judge is bound anew", async () => {
    const { server, db, set, cell } = await ready();
    await set("20.00");
    await set("11.00", "team");
    server.write(SHEET, "team", "11.00");
    await bindingSet(db, { device: "another", person: "judge-3" });
    expect(await db.count("ops")).toBe(0);
    await sheetsAdopt(db, [server.picture(SHEET)]);
    expect((await cell()).issue).toMatchObject({ kind: "stale", mine: "20.00", theirs: null });
    expect(await cell("team")).toMatchObject({ value: "11.00", issue: null });
  });
});
