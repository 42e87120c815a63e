/** One signature for a whole session, and taking it back. */
import { durably, type Database } from "./database";
import { sheetsSign, TRIED } from "./outbox";
import type { Tablet } from "./tablet";
import { type Sheet, type UnsignOperation } from "./types";
import { ChangeRefused, nextSeq, type Stamp, STORES, type Work } from "./work";

/** Signs these sheets with one operation: all of them, or none. */
export const signAll = (tablet: Tablet, ids: readonly string[]): Promise<void> =>
  tablet.write(ids, ids.join(), (db, stamp) => sheetsSign(db, ids, stamp));

/** Takes their signatures back; raises ChangeRefused where none of them is signed. */
export const unsignAll = (tablet: Tablet, ids: readonly string[]): Promise<void> =>
  tablet.write(ids, ids.join(), (db, stamp) => sheetsUnsign(db, ids, stamp));

/**
 * Takes the signatures of these sheets back: one that never left this device is withdrawn whole,
 * the others wait for the server, one operation a sheet. Raises ChangeRefused where none is signed.
 */
export function sheetsUnsign(
  db: Database,
  ids: readonly string[],
  stamp: Stamp,
): Promise<UnsignOperation[]> {
  return durably(db, STORES, async (tx) => {
    const store = tx.objectStore("sheets");
    const found = (await Promise.all(ids.map((id) => store.get(id)))).filter(
      (sheet) => sheet !== undefined,
    );
    if (await withdrawn(tx, found)) return [];
    const signed = found.filter(
      ({ state, signing, taking }) =>
        taking?.state !== "pending" &&
        (state === "signed" || (state === "open" && signing?.state === "pending")),
    );
    if (signed.length === 0) throw new ChangeRefused("sheet_not_signed");
    const ops: UnsignOperation[] = [];
    for (const sheet of signed) {
      const op: UnsignOperation = {
        v: 1,
        op_id: crypto.randomUUID(),
        device: stamp.device,
        client_seq: await nextSeq(tx),
        kind: "unsign",
        sheet: sheet.id,
        device_time: stamp.time,
      };
      await tx.objectStore("ops").add(op);
      const taking = { state: "pending" as const, op_id: op.op_id, at: stamp.shown };
      await store.put({ ...sheet, taking });
      ops.push(op);
    }
    return ops;
  });
}

/** The signature never left this device: it is gone with everything that it signed. */
async function withdrawn(tx: Work, sheets: readonly Sheet[]): Promise<boolean> {
  const waiting = new Set(
    sheets.map(({ signing }) => (signing?.state === "pending" ? signing.op_id : null)),
  );
  waiting.delete(null);
  const [id] = waiting;
  if (waiting.size !== 1 || !id) return false;
  const op = (await tx.objectStore("ops").getAll()).find((each) => each.op_id === id);
  const tried = ((await tx.objectStore("meta").get(TRIED)) as number | undefined) ?? 0;
  if (!op || op.kind !== "sign" || op.client_seq <= tried) return false;
  await tx.objectStore("ops").delete([op.device, op.client_seq]);
  for (const { sheet } of op.sheets) {
    const signed = await tx.objectStore("sheets").get(sheet);
    if (signed) await tx.objectStore("sheets").put({ ...signed, total: null, signing: null });
  }
  return true;
}
