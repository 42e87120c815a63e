import type { Database } from "./database";
import { bare } from "./work";
import { isScore, isSign, type Cell, type Operation, type Sheet } from "./types";

export interface TabletView {
  cells: ReadonlyMap<string, Cell>;
  sheets: ReadonlyMap<string, Sheet>;
  /** Waiting operations by cell. */
  waiting: ReadonlyMap<string, readonly string[]>;
  /** All operations of the bound device that wait. */
  count: number;
}

export const EMPTY: TabletView = {
  cells: new Map(),
  sheets: new Map(),
  waiting: new Map(),
  count: 0,
};

export const cellKey = (sheet: string, criterion: string) => `${sheet}/${criterion}`;

/** How many operations wait on this device. */
export const countOf = (view: TabletView): number => view.count;

/** The sheet that stands in the place of this one: itself, or the one after a take-back. */
export function sheetNow(view: TabletView, id: string): string {
  let now = id;
  for (let next = view.sheets.get(now)?.next; next; next = view.sheets.get(now)?.next) now = next;
  return now;
}

/** What the store held in one moment: all of it, or some sheets and everything that waits. */
export interface Reading {
  /** The sheets that were read; without them everything was. */
  only: readonly string[] | undefined;
  cells: Cell[];
  sheets: Sheet[];
  ops: Operation[];
}

/** Reads the store; with `only` these sheets of it, which is much less work on a slow tablet. */
export async function storeRead(db: Database, only?: readonly string[]): Promise<Reading> {
  const tx = db.transaction(["cells", "sheets", "ops"]);
  const [cells, sheets] = [tx.objectStore("cells"), tx.objectStore("sheets")];
  const bySheet = cells.index("sheet");
  const found = await Promise.all([
    only ? Promise.all(only.map((id) => bySheet.getAll(id))) : cells.getAll().then((all) => [all]),
    only ? Promise.all(only.map((id) => sheets.get(id))) : sheets.getAll(),
    tx.objectStore("ops").getAll(),
  ]);
  const known = found[1].filter((sheet) => sheet !== undefined);
  return { only, cells: found[0].flat(), sheets: known, ops: found[2] };
}

/** The view after a reading. What did not change stays the same object, so that nothing is drawn for it. */
export function viewAfter(
  view: TabletView,
  { only, cells, sheets, ops }: Reading,
  device: string | undefined,
): TabletView {
  const kept = <Value extends object>(
    all: ReadonlyMap<string, Value>,
    sheetOf: (value: Value) => string,
  ) => new Map(only ? [...all].filter(([, value]) => !only.includes(sheetOf(value))) : []);
  const nextCells = kept(view.cells, (cell) => cell.sheet);
  for (const cell of cells) put(nextCells, view.cells, cellKey(cell.sheet, cell.criterion), cell);
  const nextSheets = kept(view.sheets, (sheet) => sheet.id);
  for (const sheet of sheets) put(nextSheets, view.sheets, sheet.id, sheet);
  return {
    cells: nextCells,
    sheets: nextSheets,
    waiting: waitingOf(ops),
    count: ops.filter((op) => op.device === device).length,
  };
}

/** The view with marks that are in no store: sheet, criterion and value by the cell's key. */
export function withUnkept(
  view: TabletView,
  unkept: ReadonlyMap<string, [string, string, string | null]>,
): TabletView {
  if (unkept.size === 0) return view;
  const cells = new Map(view.cells);
  for (const [key, [sheet, criterion, value]] of unkept) {
    cells.set(key, { ...(cells.get(key) ?? bare(sheet, criterion)), value });
  }
  return { ...view, cells };
}

function put<Value>(
  next: Map<string, Value>,
  last: ReadonlyMap<string, Value>,
  key: string,
  value: Value,
): void {
  const known = last.get(key);
  const same = known !== undefined && JSON.stringify(known) === JSON.stringify(value);
  next.set(key, same ? known : value);
}

function waitingOf(ops: Operation[]): Map<string, string[]> {
  const waiting = new Map<string, string[]>();
  for (const op of ops) {
    const keys = isSign(op)
      ? op.sheets.map((s) => s.sheet)
      : [isScore(op) ? cellKey(op.sheet, op.criterion) : op.sheet];
    for (const key of keys) waiting.set(key, [...(waiting.get(key) ?? []), op.op_id]);
  }
  return waiting;
}
