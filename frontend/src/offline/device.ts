import { durably, type Database, type Transaction } from "./database";
import type { Bilingual } from "@/api/types";
import { isSign, isUnsign } from "./types";

/** Whose tablet this is: the server's device and the person it is bound to. */
export interface Binding {
  device: string;
  person: string;
  /** Shown on the pill, so that people see whose tablet they hold. */
  name?: Partial<Bilingual>;
}

const KEY = "device_key";
const BINDING = "binding";

/** The device's key pair: made once, never extractable, kept by the browser. */
export async function deviceKey(db: Database): Promise<CryptoKeyPair> {
  const known = (await db.get("meta", KEY)) as CryptoKeyPair | undefined;
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, [
    "sign",
    "verify",
  ]);
  return durably(db, ["meta"], async (tx) => {
    // Another tab may have been first; the first key stays.
    const first = (await tx.objectStore("meta").get(KEY)) as CryptoKeyPair | undefined;
    if (first) return first;
    await tx.objectStore("meta").put(made, KEY);
    return made;
  });
}

/** The public half as canonical JSON, the same text at every call: the server finds it again. */
export async function devicePublicKey(db: Database): Promise<string> {
  const { publicKey } = await deviceKey(db);
  const { crv, kty, x, y } = await crypto.subtle.exportKey("jwk", publicKey);
  return JSON.stringify({ crv, kty, x, y });
}

export async function bindingRead(db: Database): Promise<Binding | null> {
  return ((await db.get("meta", BINDING)) as Binding | undefined) ?? null;
}

const STORES: ["meta", "cells", "sheets", "cache", "ops"] = [
  "meta",
  "cells",
  "sheets",
  "cache",
  "ops",
];

/**
 * Marks that another binding of the same judge never saw confirmed: they are not sent under a
 * new name and not dropped; the judge chooses between them and what the server has.
 */
async function recover(tx: Transaction<typeof STORES>, last: Binding): Promise<void> {
  const all = IDBKeyRange.bound([last.device, 0], [last.device, Number.MAX_SAFE_INTEGER]);
  const ops = tx.objectStore("ops");
  for (const op of await ops.getAll(all)) {
    await ops.delete([op.device, op.client_seq]);
    if (isUnsign(op)) {
      const sheet = await tx.objectStore("sheets").get(op.sheet);
      if (sheet) await tx.objectStore("sheets").put({ ...sheet, taking: null });
      continue;
    }
    if (isSign(op)) {
      for (const { sheet: id } of op.sheets) {
        const sheet = await tx.objectStore("sheets").get(id);
        if (sheet) await tx.objectStore("sheets").put({ ...sheet, signing: null });
      }
      continue;
    }
    const cell = await tx.objectStore("cells").get([op.sheet, op.criterion]);
    if (!cell || cell.value === cell.server) continue;
    const issue = { kind: "stale" as const, code: "cell_stale", mine: cell.value };
    const known = { theirs: cell.server, base_rev: cell.rev };
    await tx.objectStore("cells").put({ ...cell, issue: { ...issue, ...known } });
  }
}

const NOTE = "note/";

/** The store of small things, inside a transaction that may span more. */
interface Cache {
  getAllKeys(): Promise<string[]>;
  get(key: string): Promise<unknown>;
  put(value: unknown, key: string): Promise<unknown>;
  clear(): Promise<void>;
}

/**
 * A tablet that changes hands shows nobody else's notes; what the last judge had not sent is put
 * aside and comes back with that judge.
 */
async function notesHandOver(cache: Cache, last: string, next: string): Promise<void> {
  const aside = new Map<string, unknown>();
  for (const key of await cache.getAllKeys()) {
    const value = await cache.get(key);
    if (key.startsWith("left/")) aside.set(key, value);
    const unsent =
      typeof value === "string" ? value !== "" : (value as { dirty?: boolean } | undefined)?.dirty;
    if (key.startsWith(NOTE) && unsent) aside.set(`left/${last}/${key}`, value);
  }
  await cache.clear();
  const own = `left/${next}/`;
  for (const [key, value] of aside) {
    await cache.put(value, key.startsWith(own) ? key.slice(own.length) : key);
  }
}

/**
 * Remembers whose tablet this is. A tablet that changes hands forgets what the last judge saw;
 * operations that were never acknowledged stay for staff to recover.
 */
export async function bindingSet(db: Database, binding: Binding): Promise<void> {
  await durably(db, STORES, async (tx) => {
    const meta = tx.objectStore("meta");
    const last = (await meta.get(BINDING)) as Binding | undefined;
    if (last && last.person !== binding.person) {
      await tx.objectStore("cells").clear();
      await tx.objectStore("sheets").clear();
      await notesHandOver(tx.objectStore("cache"), last.person, binding.person);
    } else if (last && last.device !== binding.device) await recover(tx, last);
    await meta.put(binding, BINDING);
  });
}
