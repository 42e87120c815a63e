import { durably, type Database } from "./database";
import { isScore } from "./types";
import { STORES } from "./work";

/** A mark that the judge's former tablet had, beside the one that stands. */
export interface LeftMark {
  id: string;
  sheet: string;
  criterion: string;
  value: string | null;
  theirs: string | null;
  rev: number;
}

/**
 * Asks the judge about each, as about any other mark that somebody else has another way. A mark
 * that she has typed here meanwhile, or is asked about already, stays as it is. Gives those about
 * which this device has its answer or its question on disk.
 */
export function leftAsk(db: Database, left: LeftMark[]): Promise<string[]> {
  return durably(db, STORES, async (tx) => {
    const ops = await tx.objectStore("ops").getAll();
    const asked: string[] = [];
    for (const mark of left) {
      const sheet = await tx.objectStore("sheets").get(mark.sheet);
      const cell = await tx.objectStore("cells").get([mark.sheet, mark.criterion]);
      // A sheet that this device has not read yet: the next look asks again.
      if (!sheet || !cell) continue;
      asked.push(mark.id);
      const typed = ops.some(
        (op) => isScore(op) && op.sheet === mark.sheet && op.criterion === mark.criterion,
      );
      if (sheet.state !== "open" || typed || cell.issue || cell.value === mark.value) continue;
      const known = { theirs: cell.server, base_rev: cell.rev };
      const issue = { kind: "stale" as const, code: "cell_left", mine: mark.value, ...known };
      // As with every mark that is asked about: the card shows what was typed until she has chosen.
      await tx.objectStore("cells").put({ ...cell, value: mark.value, issue });
    }
    return asked;
  });
}
