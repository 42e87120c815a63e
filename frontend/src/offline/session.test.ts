import { describe, expect, it } from "vitest";
import { outcomesTake, sheetsAdopt } from "./answers";
import { markSet, opsNext, sheetsSign } from "./outbox";
import { sheetsUnsign } from "./session";
import { CRITERIA, DEVICE, freshDatabase, SHEET, stamp } from "./testing/kit";
import { ModelServer } from "./testing/server";

const OTHER = "33333333-3333-4333-8333-333333333333";
const BOTH = [SHEET, OTHER];
const LIMITS = { count: 200, bytes: 100_000 };

async function drafted() {
  const server = new ModelServer();
  const { db } = await freshDatabase();
  for (const sheet of BOTH) {
    server.sheet(sheet, CRITERIA);
    await sheetsAdopt(db, [server.picture(sheet)]);
    for (const criterion of CRITERIA) {
      await markSet(db, { sheet, criterion, value: "10.00" }, stamp());
    }
  }
  const hand = async () => {
    const ops = await opsNext(db, DEVICE, LIMITS);
    await outcomesTake(db, ops, server.take(ops).outcomes);
  };
  return { server, db, hand };
}

describe("a session's signature", () => {
  it("is one operation, off line too, and signs all of it", async () => {
    const { server, db, hand } = await drafted();
    const op = await sheetsSign(db, BOTH, stamp());
    expect(op.sheets.map(({ sheet }) => sheet)).toEqual(BOTH);
    // The marks wait on this device: the revisions are those that they will make.
    expect(op.sheets[0]?.revs).toEqual(Object.fromEntries(CRITERIA.map((id) => [id, 1])));
    for (const id of BOTH) {
      expect(await db.get("sheets", id)).toMatchObject({
        total: "50.00",
        signing: { state: "pending", op_id: op.op_id },
      });
    }
    await hand();
    for (const id of BOTH) expect(server.picture(id)).toMatchObject({ state: "signed" });
  });

  it("signs nothing where one sheet waits for a choice", async () => {
    const { db } = await drafted();
    const cell = await db.get("cells", [OTHER, CRITERIA[0]!]);
    const issue = { kind: "stale" as const, code: "", mine: "1", theirs: "2", base_rev: 0 };
    await db.put("cells", { ...cell!, issue });
    await expect(sheetsSign(db, BOTH, stamp())).rejects.toMatchObject({ reason: "choice_pending" });
    expect(await db.get("sheets", SHEET)).toMatchObject({ signing: null });
    expect((await db.getAll("ops")).some((op) => op.kind === "sign")).toBe(false);
  });

  it("is withdrawn whole while it never left this device", async () => {
    const { db } = await drafted();
    await sheetsSign(db, BOTH, stamp());
    expect(await sheetsUnsign(db, BOTH, stamp())).toEqual([]);
    for (const id of BOTH) {
      expect(await db.get("sheets", id)).toMatchObject({ total: null, signing: null });
    }
    await expect(sheetsUnsign(db, BOTH, stamp())).rejects.toMatchObject({
      reason: "sheet_not_signed",
    });
  });

  it("is taken back sheet by sheet once the server may have it, and given again", async () => {
    const { server, db, hand } = await drafted();
    await sheetsSign(db, BOTH, stamp());
    await hand();
    expect(await sheetsUnsign(db, BOTH, stamp())).toHaveLength(2);
    await hand();
    const next = BOTH.map((id) => server.live(id));
    for (const id of next) expect(server.picture(id)).toMatchObject({ state: "open" });
    await sheetsSign(db, next, stamp());
    await hand();
    for (const id of next) expect(server.picture(id)).toMatchObject({ state: "signed" });
  });
});
