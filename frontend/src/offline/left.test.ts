import { afterEach, describe, expect, it, vi } from "vitest";
import { sheetsAdopt } from "./answers";
import { bindingSet } from "./device";
import { leftHandOver } from "./left";
import { leftAsk } from "./leftAsk";
import { issueResolve, markSet, sheetSign } from "./outbox";
import { ChangeRefused } from "./work";
import { isScore } from "./types";
import { CRITERIA, DEVICE, freshDatabase, SHEET, stamp } from "./testing/kit";
import { ModelServer } from "./testing/server";

const [first, second] = [CRITERIA[0]!, CRITERIA[1]!];

async function tablet() {
  const server = new ModelServer();
  server.sheet(SHEET, CRITERIA);
  const { db } = await freshDatabase();
  await bindingSet(db, { device: DEVICE, person: "zhou" });
  await sheetsAdopt(db, [server.picture(SHEET)]);
  const set = (criterion: string, value: string | null) =>
    markSet(db, { sheet: SHEET, criterion, value }, stamp());
  const cell = async (criterion: string) => (await db.get("cells", [SHEET, criterion]))!;
  return { db, server, set, cell };
}

const answers = (status: number, body: unknown = {}) => {
  const sent: { payload: string; device: string; proof: string }[] = [];
  vi.stubGlobal("fetch", (_url: string, init: RequestInit) => {
    sent.push(JSON.parse(init.body as string) as (typeof sent)[number]);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return sent;
};

afterEach(() => vi.unstubAllGlobals());

describe("the former tablet", () => {
  it("hands over its marks with its proof, and says of each that it was not saved here", async () => {
    const { db, set, cell } = await tablet();
    await set(first, "7.00");
    await set(second, "5.00");
    const sent = answers(200, { state: "kept", marks: 2 });
    expect(await leftHandOver(db, DEVICE)).toEqual({ state: "kept", marks: 2 });
    const { ops } = JSON.parse(sent[0]!.payload) as { ops: { value: string }[] };
    expect(ops.map((op) => op.value)).toEqual(["7.00", "5.00"]);
    expect(sent[0]!.proof).toMatch(/^[0-9a-f]{128}$/);
    expect(await db.getAll("ops")).toEqual([]);
    const issue = { kind: "refused", code: "device_revoked", mine: "7.00" };
    expect((await cell(first)).issue).toMatchObject(issue);
  });

  it.each([
    ["the server is away", 503, {}],
    ["it is not replaced at all", 200, { state: "live", marks: 0 }],
  ])("keeps everything while %s", async (_what, status, body) => {
    const { db, set, cell } = await tablet();
    await set(first, "7.00");
    answers(status, body);
    await leftHandOver(db, DEVICE).catch(() => undefined);
    expect((await db.getAll("ops")).filter(isScore)).toHaveLength(1);
    expect((await cell(first)).issue).toBeNull();
  });
});

describe("the present tablet", () => {
  const left = (criterion: string, value: string | null) => ({
    id: criterion,
    sheet: SHEET,
    criterion,
    value,
    theirs: null,
    rev: 0,
  });

  it("asks about each; nothing is sent before the judge has chosen", async () => {
    const { db, cell } = await tablet();
    expect(await leftAsk(db, [left(first, "7.00")])).toEqual([first]);
    expect((await cell(first)).issue).toMatchObject({ code: "cell_left", mine: "7.00" });
    expect(await db.getAll("ops")).toEqual([]);
    await expect(sheetSign(db, SHEET, stamp())).rejects.toBeInstanceOf(ChangeRefused);
    await issueResolve(db, { sheet: SHEET, criterion: first, keep: "mine" }, stamp());
    expect((await db.getAll("ops")).filter(isScore).map((op) => op.value)).toEqual(["7.00"]);
  });

  it("lets what stands stand", async () => {
    const { db, cell } = await tablet();
    await leftAsk(db, [left(first, "7.00")]);
    await issueResolve(db, { sheet: SHEET, criterion: first, keep: "theirs" }, stamp());
    expect(await cell(first)).toMatchObject({ value: null, issue: null });
    expect(await db.getAll("ops")).toEqual([]);
  });

  it("does not ask about what she has typed here meanwhile, nor about a sheet it has not read", async () => {
    const { db, set, cell } = await tablet();
    await set(first, "9.00");
    const unread = { ...left(second, "5.00"), sheet: "elsewhere" };
    expect(await leftAsk(db, [left(first, "7.00"), unread])).toEqual([first]);
    expect(await cell(first)).toMatchObject({ value: "9.00", issue: null });
  });
});
