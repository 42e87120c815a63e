import type { Transaction } from "./database";
import type { Cell } from "./types";

const SEQ = "client_seq";
export const STORES: ["meta", "ops", "cells", "sheets"] = ["meta", "ops", "cells", "sheets"];
export type Work = Transaction<typeof STORES>;

/** Why the outbox did not take a change; nothing was written. */
export class ChangeRefused extends Error {
  constructor(
    readonly reason: "sheet_locked" | "sheet_unknown" | "sheet_not_signed" | "choice_pending",
  ) {
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

/** A cell of which this device knows nothing yet. */
export const bare = (sheet: string, criterion: string): Cell => ({
  sheet,
  criterion,
  value: null,
  server: null,
  rev: 0,
  typed_at: null,
  committed_at: null,
  issue: null,
});

/** The device's next number, taken in the transaction of what it numbers. */
export async function nextSeq(tx: Work): Promise<number> {
  const meta = tx.objectStore("meta");
  const seq = (((await meta.get(SEQ)) as number | undefined) ?? 0) + 1;
  await meta.put(seq, SEQ);
  return seq;
}
