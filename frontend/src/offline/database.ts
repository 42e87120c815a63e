import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb";
import type { Cell, Operation, Sheet } from "./types";

interface Schema extends DBSchema {
  /** Small facts: the device key, the bound device, the last client_seq. */
  meta: { key: string; value: unknown };
  /** Operations that no acknowledgement has removed yet, in the order of client_seq. */
  ops: { key: [string, number]; value: Operation };
  cells: { key: [string, string]; value: Cell; indexes: { sheet: string } };
  sheets: { key: string; value: Sheet };
  /** What the pages showed last, so that they open without a network. */
  cache: { key: string; value: unknown };
}

export type Database = IDBPDatabase<Schema>;
export type StoreName = "meta" | "ops" | "cells" | "sheets" | "cache";
export type Transaction<Names extends StoreName[]> = IDBPTransaction<Schema, Names, "readwrite">;

/** Opens the tablet's store. Another version of the page never blocks it for long. */
export function databaseOpen(name = "yisai-judge"): Promise<Database> {
  return openDB<Schema>(name, 1, {
    upgrade(db) {
      db.createObjectStore("meta");
      db.createObjectStore("ops", { keyPath: ["device", "client_seq"] });
      const cells = db.createObjectStore("cells", { keyPath: ["sheet", "criterion"] });
      cells.createIndex("sheet", "sheet");
      db.createObjectStore("sheets", { keyPath: "id" });
      db.createObjectStore("cache");
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}

/** Runs `work` in one transaction that is on disk when the promise resolves. */
export async function durably<Names extends StoreName[], Result>(
  db: Database,
  names: Names,
  work: (tx: Transaction<Names>) => Promise<Result>,
): Promise<Result> {
  const tx = db.transaction(names, "readwrite", { durability: "strict" });
  try {
    const result = await work(tx);
    await tx.done;
    return result;
  } catch (error) {
    // A request that failed has aborted the transaction already.
    tx.done.catch(() => undefined);
    try {
      tx.abort();
    } catch {
      /* already over */
    }
    throw error;
  }
}
