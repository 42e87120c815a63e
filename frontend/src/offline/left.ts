import { API, csrfToken } from "@/api/client";
import { durably, type Database } from "./database";
import { deviceProve } from "./proof";
import { isScore, type Cell, type Issue, type Operation } from "./types";

/** What became of it: the server has these marks, or the device still speaks for its judge. */
export type HandedOver = { state: "kept"; marks: number } | { state: "live" };

const PATH = `${API}/devices/left-marks`;
const MOST = 500;

/** Everything that this device has not sent, in order. */
function unsent(db: Database, device: string): Promise<Operation[]> {
  return db.getAll("ops", IDBKeyRange.bound([device, 0], [device, Number.MAX_SAFE_INTEGER]));
}

/**
 * A tablet whose place another one took hands over what it had not sent: the judge decides about it
 * on the present one. It has no session any more and proves itself by its key. What the server has
 * then leaves the outbox; a signature that was not sent is given again on the present tablet.
 * Raises where there is no answer; nothing is touched then.
 */
export async function leftHandOver(db: Database, device: string): Promise<HandedOver> {
  const ops = await unsent(db, device);
  const payload = JSON.stringify({ ops: ops.filter(isScore).slice(-MOST) });
  const proof = await deviceProve(db, `yisai.left.v1\n${payload}`);
  const answer = await fetch(PATH, {
    method: "POST",
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify({ device, payload, proof }),
  });
  if (!answer.ok) throw new Error(`not handed over: ${answer.status}`);
  const told = (await answer.json()) as HandedOver;
  if (told.state === "kept") await taken(db, ops);
  return told;
}

const unsaved = (cell: Cell): Issue => ({
  kind: "refused",
  code: "device_revoked",
  mine: cell.value,
  theirs: cell.server,
  base_rev: cell.rev,
});

function taken(db: Database, ops: Operation[]): Promise<void> {
  return durably(db, ["ops", "cells"], async (tx) => {
    for (const op of ops) {
      await tx.objectStore("ops").delete([op.device, op.client_seq]);
      const cell = isScore(op) && (await tx.objectStore("cells").get([op.sheet, op.criterion]));
      // What stands here was never saved: its row goes on saying so.
      if (cell) await tx.objectStore("cells").put({ ...cell, issue: unsaved(cell) });
    }
  });
}
