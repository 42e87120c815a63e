import { durably, type Database } from "./database";
import { cellAdopted, cellAnswered, cellMoved, sheetAnswered, sheetTakenBack } from "./outcomes";
import { bare, STORES, type Work } from "./work";
import { isScore, isSign, isUnsign, type Operation, type Outcome, type ServerSheet } from "./types";

async function settle(tx: Work, op: Operation, outcome: Outcome): Promise<void> {
  if (isUnsign(op)) {
    const sheet = await tx.objectStore("sheets").get(op.sheet);
    if (sheet) await tx.objectStore("sheets").put(sheetTakenBack(sheet, op, outcome));
    return;
  }
  if (isSign(op)) {
    for (const { sheet: id } of op.sheets) {
      const sheet = await tx.objectStore("sheets").get(id);
      if (sheet) await tx.objectStore("sheets").put(sheetAnswered(sheet, op, outcome));
    }
    return;
  }
  const cells = tx.objectStore("cells");
  const key: [string, string] = [op.sheet, op.criterion];
  await cells.put(cellAnswered((await cells.get(key)) ?? bare(...key), op, outcome));
}

/** Another sheet is in the place of this one: marks, choices and what waits go on there. */
async function move(tx: Work, from: string, to: string): Promise<void> {
  const old = await tx.objectStore("sheets").get(from);
  if (old?.next === to) return;
  const cells = tx.objectStore("cells");
  for (const cell of await cells.index("sheet").getAll(from)) {
    await cells.delete([from, cell.criterion]);
    const there = await cells.get([to, cell.criterion]);
    if (!there) await cells.put(cellMoved(cell, to));
  }
  const ops = tx.objectStore("ops");
  for (const op of await ops.getAll()) {
    // Under a new key: the old one may have been answered, and would never name another sheet.
    if (!isScore(op) || op.sheet !== from) continue;
    await ops.put({ ...op, op_id: crypto.randomUUID(), sheet: to });
  }
  const gone = { id: from, signed_at: null, total: null, ...old };
  const done = { state: "superseded" as const, signing: null, taking: null, next: to };
  await tx.objectStore("sheets").put({ ...gone, ...done });
}

async function adopt(tx: Work, theirs: ServerSheet): Promise<void> {
  const sheets = tx.objectStore("sheets");
  if (theirs.supersedes) await move(tx, theirs.supersedes, theirs.id);
  const known = await sheets.get(theirs.id);
  if (known?.next) return; // an older picture does not bring a sheet back
  // Nothing leads back to open: an older picture does not unlock a signed sheet.
  const state = theirs.state === "open" && known ? known.state : theirs.state;
  const closed = state !== "open";
  await sheets.put({
    id: theirs.id,
    state,
    signed_at: theirs.signed_at ?? known?.signed_at ?? null,
    total: theirs.total ?? known?.total ?? null,
    signing: closed ? null : (known?.signing ?? null),
    taking: closed ? (known?.taking ?? null) : known?.signing ? (known.taking ?? null) : null,
    next: null,
  });
  const ops = await tx.objectStore("ops").getAll();
  const cells = tx.objectStore("cells");
  for (const [criterion, cell] of Object.entries(theirs.cells)) {
    const waits = ops.some(
      (op) => isScore(op) && op.sheet === theirs.id && op.criterion === criterion,
    );
    // Waiting marks are younger than any picture of the server; their answers will tell.
    if (waits) continue;
    const mine = (await cells.get([theirs.id, criterion])) ?? bare(theirs.id, criterion);
    await cells.put(cellAdopted(mine, cell));
  }
}

/** Takes the server's answers: each answered operation leaves the outbox with its effect. */
export function outcomesTake(db: Database, ops: Operation[], outcomes: Outcome[]): Promise<number> {
  const answers = new Map(outcomes.map((outcome) => [outcome.op_id, outcome]));
  return durably(db, STORES, async (tx) => {
    let taken = 0;
    const pictures = new Map<string, ServerSheet>();
    for (const op of ops) {
      const outcome = answers.get(op.op_id);
      const waits = outcome && (await tx.objectStore("ops").get([op.device, op.client_seq]));
      if (!outcome || waits?.op_id !== op.op_id) continue;
      await tx.objectStore("ops").delete([op.device, op.client_seq]);
      await settle(tx, op, outcome);
      if (outcome.sheet) pictures.set(outcome.sheet.id, outcome.sheet);
      taken += 1;
    }
    for (const picture of pictures.values()) await adopt(tx, picture);
    return taken;
  });
}

/** Takes the server's pictures of sheets, without touching what waits to be sent. */
export function sheetsAdopt(db: Database, theirs: ServerSheet[]): Promise<void> {
  return durably(db, STORES, async (tx) => {
    for (const each of theirs) await adopt(tx, each);
  });
}
