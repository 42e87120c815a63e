import { durably, type Database, type Transaction } from "./database";
import { markParse, markWire } from "./marks";
import { cellAdopted, cellAnswered, sheetAnswered } from "./outcomes";
import {
  isSign,
  type Cell,
  type Operation,
  type Outcome,
  type ScoreOperation,
  type ServerSheet,
  type Sheet,
} from "./types";

const SEQ = "client_seq";
const STORES: ["meta", "ops", "cells", "sheets"] = ["meta", "ops", "cells", "sheets"];
type Work = Transaction<typeof STORES>;

/** Why the outbox did not take a change; nothing was written. */
export class ChangeRefused extends Error {
  constructor(readonly reason: "sheet_locked" | "sheet_unknown" | "choice_pending") {
    super(reason);
  }
}

export interface Stamp {
  device: string;
  /** Device time, RFC 3339. */
  time: string;
  /** Device time as corrected by the server's clock: what the judge reads. */
  shown: string;
}

const bare = (sheet: string, criterion: string): Cell => ({
  sheet,
  criterion,
  value: null,
  server: null,
  rev: 0,
  typed_at: null,
  committed_at: null,
  issue: null,
});

async function nextSeq(tx: Work): Promise<number> {
  const meta = tx.objectStore("meta");
  const seq = (((await meta.get(SEQ)) as number | undefined) ?? 0) + 1;
  await meta.put(seq, SEQ);
  return seq;
}

async function openSheet(tx: Work, id: string): Promise<Sheet> {
  const sheet = await tx.objectStore("sheets").get(id);
  if (!sheet) throw new ChangeRefused("sheet_unknown");
  const busy = sheet.signing !== null && sheet.signing.state !== "refused";
  if (sheet.state !== "open" || busy) throw new ChangeRefused("sheet_locked");
  return sheet;
}

async function write(tx: Work, cell: Cell, value: string | null, base: number, stamp: Stamp) {
  const op: ScoreOperation = {
    v: 1,
    op_id: crypto.randomUUID(),
    device: stamp.device,
    client_seq: await nextSeq(tx),
    sheet: cell.sheet,
    criterion: cell.criterion,
    value,
    base_rev: base,
    device_time: stamp.time,
  };
  await tx.objectStore("ops").add(op);
  await tx.objectStore("cells").put({ ...cell, value, typed_at: stamp.shown });
  return op;
}

/**
 * Keeps a mark (null clears it) as an operation; on disk when the promise resolves.
 * Raises ChangeRefused for a signed or unknown sheet.
 */
export function markSet(
  db: Database,
  change: { sheet: string; criterion: string; value: string | null },
  stamp: Stamp,
): Promise<ScoreOperation | null> {
  return durably(db, STORES, async (tx) => {
    await openSheet(tx, change.sheet);
    const key: [string, string] = [change.sheet, change.criterion];
    const cell = (await tx.objectStore("cells").get(key)) ?? bare(...key);
    if (cell.value === change.value && cell.issue?.kind !== "refused") return null;
    if (cell.issue?.kind === "stale") {
      // Typing goes on, built on the old revision: only a choice may win over the other mark.
      const issue = { ...cell.issue, mine: change.value };
      return write(tx, { ...cell, issue }, change.value, issue.base_rev, stamp);
    }
    return write(tx, { ...cell, issue: null }, change.value, cell.rev, stamp);
  });
}

/** The judge's choice about a mark that was not taken: send it again, or let the server's stand. */
export function issueResolve(
  db: Database,
  choice: { sheet: string; criterion: string; keep: "mine" | "theirs" },
  stamp: Stamp,
): Promise<ScoreOperation | null> {
  return durably(db, STORES, async (tx) => {
    const cell = await tx.objectStore("cells").get([choice.sheet, choice.criterion]);
    if (!cell?.issue) return null;
    if (choice.keep === "theirs") {
      await tx.objectStore("cells").put({ ...cell, value: cell.server, issue: null });
      return null;
    }
    await openSheet(tx, choice.sheet);
    return write(tx, { ...cell, issue: null }, cell.issue.mine, cell.rev, stamp);
  });
}

/** Signs a sheet on this device: the revisions are those that its waiting marks will make. */
export function sheetSign(db: Database, id: string, stamp: Stamp): Promise<Operation> {
  return durably(db, STORES, async (tx) => {
    const sheet = await openSheet(tx, id);
    const ops = await tx.objectStore("ops").getAll();
    const cells = await tx.objectStore("cells").index("sheet").getAll(id);
    const revs: Record<string, number> = {};
    let total = 0;
    for (const cell of cells) {
      if (cell.issue) throw new ChangeRefused("choice_pending");
      const waiting = ops.filter(
        (op) => !isSign(op) && op.sheet === id && op.criterion === cell.criterion,
      );
      revs[cell.criterion] = cell.rev + waiting.length;
      total += markParse(cell.value ?? "") ?? 0;
    }
    const op: Operation = {
      v: 1,
      op_id: crypto.randomUUID(),
      device: stamp.device,
      client_seq: await nextSeq(tx),
      kind: "sign",
      sheets: [{ sheet: id, revs }],
      device_time: stamp.time,
    };
    await tx.objectStore("ops").add(op);
    const signing = { state: "pending" as const, op_id: op.op_id, at: stamp.shown };
    await tx.objectStore("sheets").put({ ...sheet, total: markWire(total), signing });
    return op;
  });
}

/** The next operations of this device in order: at most `count` and about `bytes` of JSON. */
export async function opsNext(
  db: Database,
  device: string,
  limits: { count: number; bytes: number },
): Promise<Operation[]> {
  const range = IDBKeyRange.bound([device, 0], [device, Number.MAX_SAFE_INTEGER]);
  const found = await db.getAll("ops", range, limits.count);
  let size = 0;
  const fits = found.filter((op) => (size += JSON.stringify(op).length + 1) <= limits.bytes);
  return fits.length > 0 ? fits : found.slice(0, 1);
}

async function settle(tx: Work, op: Operation, outcome: Outcome): Promise<void> {
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

async function adopt(tx: Work, theirs: ServerSheet): Promise<void> {
  const sheets = tx.objectStore("sheets");
  const known = await sheets.get(theirs.id);
  // Nothing leads back to open: an older picture does not unlock a signed sheet.
  const state = theirs.state === "open" && known ? known.state : theirs.state;
  const closed = state !== "open";
  await sheets.put({
    id: theirs.id,
    state,
    signed_at: theirs.signed_at ?? known?.signed_at ?? null,
    total: theirs.total ?? known?.total ?? null,
    signing: closed ? null : (known?.signing ?? null),
  });
  const ops = await tx.objectStore("ops").getAll();
  const cells = tx.objectStore("cells");
  for (const [criterion, cell] of Object.entries(theirs.cells)) {
    const waits = ops.some(
      (op) => !isSign(op) && op.sheet === theirs.id && op.criterion === criterion,
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

/** Takes the server's picture of a sheet, without touching what waits to be sent. */
export function sheetAdopt(db: Database, theirs: ServerSheet): Promise<void> {
  return durably(db, STORES, (tx) => adopt(tx, theirs));
}
