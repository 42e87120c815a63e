import { durably, type Database } from "./database";
import { markParse, markWire } from "./marks";
import { bare, ChangeRefused, nextSeq, type Stamp, STORES, type Work } from "./work";
import {
  isScore,
  isSign,
  type Cell,
  type Operation,
  type ScoreOperation,
  type Sheet,
  type SignOperation,
  type UnsignOperation,
} from "./types";

export { ChangeRefused, type Stamp };

/** The highest client_seq of a signature that may have left this device. */
export const TRIED = "tried";

/** The sheet, open on this device and not being signed. Raises ChangeRefused. */
export async function openSheet(tx: Work, id: string): Promise<Sheet> {
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

/** A sheet with the revisions that its waiting marks will make, and the sum of its marks. */
async function seen(tx: Work, id: string, ops: Operation[]) {
  const sheet = await openSheet(tx, id);
  const revs: Record<string, number> = {};
  let total = 0;
  for (const cell of await tx.objectStore("cells").index("sheet").getAll(id)) {
    if (cell.issue) throw new ChangeRefused("choice_pending");
    const waiting = ops.filter(
      (op) => isScore(op) && op.sheet === id && op.criterion === cell.criterion,
    );
    revs[cell.criterion] = cell.rev + waiting.length;
    total += markParse(cell.value ?? "") ?? 0;
  }
  return { sheet, revs, total };
}

/**
 * Signs these sheets on this device with one operation. Raises ChangeRefused where one of them is
 * signed, unknown or waits for a choice; nothing is signed then.
 */
export function sheetsSign(
  db: Database,
  ids: readonly string[],
  stamp: Stamp,
): Promise<SignOperation> {
  return durably(db, STORES, async (tx) => {
    const ops = await tx.objectStore("ops").getAll();
    const all = [];
    for (const id of ids) all.push(await seen(tx, id, ops));
    const op: SignOperation = {
      v: 1,
      op_id: crypto.randomUUID(),
      device: stamp.device,
      client_seq: await nextSeq(tx),
      kind: "sign",
      sheets: all.map(({ sheet, revs }) => ({ sheet: sheet.id, revs })),
      device_time: stamp.time,
    };
    await tx.objectStore("ops").add(op);
    const signing = { state: "pending" as const, op_id: op.op_id, at: stamp.shown };
    for (const { sheet, total } of all) {
      await tx.objectStore("sheets").put({ ...sheet, total: markWire(total), signing });
    }
    return op;
  });
}

/** Signs one sheet. */
export const sheetSign = (db: Database, id: string, stamp: Stamp): Promise<SignOperation> =>
  sheetsSign(db, [id], stamp);

/**
 * Takes a signature back. One that never left this device is withdrawn here; else the operation
 * waits for the server, in order after the signature, and the sheet stays locked until its answer.
 * Raises ChangeRefused for a sheet that is not signed.
 */
export function sheetUnsign(
  db: Database,
  id: string,
  stamp: Stamp,
): Promise<UnsignOperation | null> {
  return durably(db, STORES, async (tx) => {
    const sheet = await tx.objectStore("sheets").get(id);
    if (!sheet) throw new ChangeRefused("sheet_unknown");
    if (sheet.taking?.state === "pending") return null;
    if (await withdrawn(tx, sheet)) return null;
    const waits = sheet.state === "open" && sheet.signing?.state === "pending";
    if (!waits && sheet.state !== "signed") throw new ChangeRefused("sheet_not_signed");
    const op: UnsignOperation = {
      v: 1,
      op_id: crypto.randomUUID(),
      device: stamp.device,
      client_seq: await nextSeq(tx),
      kind: "unsign",
      sheet: id,
      device_time: stamp.time,
    };
    await tx.objectStore("ops").add(op);
    const taking = { state: "pending" as const, op_id: op.op_id, at: stamp.shown };
    await tx.objectStore("sheets").put({ ...sheet, taking });
    return op;
  });
}

async function withdrawn(tx: Work, sheet: Sheet): Promise<boolean> {
  if (sheet.state !== "open" || sheet.signing?.state !== "pending") return false;
  const ops = await tx.objectStore("ops").getAll();
  const op = ops.find((each) => each.op_id === sheet.signing?.op_id);
  const tried = ((await tx.objectStore("meta").get(TRIED)) as number | undefined) ?? 0;
  if (!op || !isSign(op) || op.sheets.length !== 1 || op.client_seq <= tried) return false;
  await tx.objectStore("ops").delete([op.device, op.client_seq]);
  await tx.objectStore("sheets").put({ ...sheet, total: null, signing: null });
  return true;
}

interface Limits {
  count: number;
  bytes: number;
}

function fitting(found: Operation[], limits: Limits): Operation[] {
  let size = 0;
  const fits = found.filter((op) => (size += JSON.stringify(op).length + 1) <= limits.bytes);
  return fits.length > 0 ? fits : found.slice(0, 1);
}

/**
 * The next operations of this device in order: at most `count` and about `bytes` of JSON. A
 * signature among them is noted as gone first: from then on only the server takes it back.
 */
export async function opsNext(db: Database, device: string, limits: Limits): Promise<Operation[]> {
  const range = IDBKeyRange.bound([device, 0], [device, Number.MAX_SAFE_INTEGER]);
  const found = fitting(await db.getAll("ops", range, limits.count), limits);
  if (!found.some(isSign)) return found;
  return durably(db, ["meta", "ops"], async (tx) => {
    const now = fitting(await tx.objectStore("ops").getAll(range, limits.count), limits);
    const meta = tx.objectStore("meta");
    const tried = ((await meta.get(TRIED)) as number | undefined) ?? 0;
    const last = Math.max(tried, ...now.filter(isSign).map((op) => op.client_seq));
    if (last > tried) await meta.put(last, TRIED);
    return now;
  });
}
