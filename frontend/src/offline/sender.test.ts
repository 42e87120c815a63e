import { describe, expect, it, vi } from "vitest";
import { databaseOpen } from "./database";
import { sheetsAdopt } from "./answers";
import { markSet } from "./outbox";
import { RequestRefused } from "./socket";
import type { Operation } from "./types";
import { CRITERIA, DEVICE, freshDatabase, sender, SHEET, stamp, until } from "./testing/kit";
import { ModelServer } from "./testing/server";

/** Web Locks with one exclusive holder per name, as far as the sender needs them. */
class Locks {
  private tail: Promise<unknown> = Promise.resolve();
  request(_name: string, options: { signal: AbortSignal }, work: () => Promise<void> | undefined) {
    const turn = this.tail.then(() => (options.signal.aborted ? undefined : work()));
    this.tail = turn;
    return turn;
  }
}

async function ready() {
  const server = new ModelServer();
  server.sheet(SHEET, CRITERIA);
  const { db, name } = await freshDatabase();
  await sheetsAdopt(db, [server.picture(SHEET)]);
  const set = (value: string, criterion = "team") =>
    markSet(db, { sheet: SHEET, criterion, value }, stamp());
  return { server, db, name, set };
}

describe("sender", () => {
  it("holds everything while the session is gone and sends it after signing in", async () => {
    const { server, db, set } = await ready();
    let signedIn = false;
    const s = sender(db, async (ops) => {
      if (!signedIn) throw new RequestRefused({ code: "session_ended", status: 401 });
      return server.take(ops);
    });
    s.start();
    await set("16.50");
    s.wake();
    await until(() => s.hold.get() === "sign_in");
    await set("17.00");
    s.wake();
    await new Promise((done) => setTimeout(done, 20));
    expect(await db.count("ops")).toBe(2);
    expect((await db.get("cells", [SHEET, "team"]))?.value).toBe("17.00");
    signedIn = true;
    s.resume();
    await until(async () => (await db.count("ops")) === 0);
    await s.stop();
    expect(server.picture(SHEET).cells.team).toEqual({ value: "17.00", rev: 2 });
  });

  it("stops for a revoked device and keeps the marks", async () => {
    const { db, set } = await ready();
    const s = sender(db, () =>
      Promise.reject(new RequestRefused({ code: "device_revoked", status: 403 })),
    );
    s.start();
    await set("16.50");
    s.wake();
    await until(() => s.hold.get() === "device");
    await s.stop();
    expect(await db.count("ops")).toBe(1);
  });

  it("lets one malformed operation fail alone, never its neighbors", async () => {
    const { server, db, set } = await ready();
    for (const value of ["1.00", "2.00", "3.00", "4.00", "5.00"]) await set(value);
    const s = sender(db, async (ops) => {
      if (ops.some((op) => op.client_seq === 3)) {
        throw new RequestRefused({ code: "field_invalid", status: 400 });
      }
      return server.take(ops);
    });
    s.start();
    await until(async () => (await db.count("ops")) === 0);
    await s.stop();
    expect(server.commits.map((commit) => commit.value)).toEqual(["1.00", "2.00", "4.00", "5.00"]);
  });

  it.each([
    ["not_found", 404],
    ["unexpected", 400],
    ["database_busy", 503],
  ])("never blames an operation for %s %i", async (code, status) => {
    const { db, set } = await ready();
    const transmit = vi.fn(() => Promise.reject(new RequestRefused({ code, status })));
    const s = sender(db, transmit);
    s.start();
    await set("16.50");
    s.wake();
    await until(() => transmit.mock.calls.length > 3);
    await s.stop();
    expect(await db.count("ops")).toBe(1);
  });

  it("shows sent only when the answer takes longer than a glance", async () => {
    const { server, db, set } = await ready();
    let answer: () => void = () => undefined;
    const s = sender(
      db,
      (ops: Operation[]) => new Promise((done) => (answer = () => done(server.take(ops)))),
      { pace: () => ({ heartbeat: 5000, offline: 15000, answer: 8000, sent: 20, retries: [1] }) },
    );
    const op = await set("16.50");
    s.start();
    await until(() => s.sent.get().has(op?.op_id ?? ""));
    answer();
    await until(async () => (await db.count("ops")) === 0);
    expect(s.sent.get().size).toBe(0);
    await s.stop();
  });

  it("is one of two tabs; the other takes over when the first closes", async () => {
    const { server, db, name, set } = await ready();
    const other = await databaseOpen(name);
    const locks = new Locks() as unknown as LockManager;
    const sending = { a: 0, b: 0, most: 0 };
    const through = (tab: "a" | "b") => async (ops: Operation[]) => {
      sending[tab] += 1;
      sending.most = Math.max(sending.most, sending.a + sending.b);
      await new Promise((done) => setTimeout(done, 1));
      sending[tab] -= 1;
      return server.take(ops);
    };
    const a = sender(db, through("a"), { locks });
    const b = sender(other, through("b"), { locks });
    a.start();
    b.start();
    await until(() => a.isLeader);
    await Promise.all([
      ...[1, 2, 3].map((n) => set(`${n}.00`)),
      ...[4, 5, 6].map((n) =>
        markSet(other, { sheet: SHEET, criterion: "market", value: `${n}.00` }, stamp()),
      ),
    ]);
    a.wake();
    b.wake();
    await until(async () => (await db.count("ops")) === 0);
    expect(b.isLeader).toBe(false);
    await a.stop();
    await until(() => b.isLeader);
    await set("9.00");
    b.wake();
    await until(async () => (await db.count("ops")) === 0);
    await b.stop();
    expect(sending.most).toBe(1);
    expect(server.commits).toHaveLength(7);
    expect(server.stored.size).toBe(7);
    const seqs = (await db.get("meta", "client_seq")) as number;
    expect(seqs).toBe(7);
    expect(server.picture(SHEET).cells.team?.value).toBe("9.00");
    expect(DEVICE).toHaveLength(36);
  });
});
