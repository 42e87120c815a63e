/** A small server for tests: the contract's cell rules, in memory, with commits and replays. */
import { isScore, isSign, type Acknowledgement, type Operation, type Outcome } from "../types";
import type { ScoreOperation, ServerSheet, SignOperation, UnsignOperation } from "../types";
import { markParse } from "../marks";

interface StoredCell {
  value: string | null;
  rev: number;
  device: string;
  seq: number;
}

interface StoredSheet {
  id: string;
  state: "open" | "signed" | "superseded";
  supersedes?: string;
  signed_at: string | null;
  cells: Map<string, StoredCell>;
}

export class ModelServer {
  readonly sheets = new Map<string, StoredSheet>();
  readonly stored = new Map<string, { body: string; answer: Outcome }>();
  /** Every write that took effect, in order. */
  readonly commits: { op: string; sheet: string; criterion: string; value: string | null }[] = [];
  closed = false;
  /** Whether a signature may still be taken back. */
  window = true;
  max = 2500;
  private ticks = 0;

  sheet(id: string, criteria: string[]): void {
    const cells = criteria.map((c): [string, StoredCell] => [
      c,
      { value: null, rev: 0, device: "", seq: 0 },
    ]);
    this.sheets.set(id, { id, state: "open", signed_at: null, cells: new Map(cells) });
  }

  picture(id: string): ServerSheet {
    const sheet = this.sheets.get(id)!;
    const cells = [...sheet.cells].map(([c, { value, rev }]) => [c, { value, rev }] as const);
    const { state, signed_at, supersedes = null } = sheet;
    return { id, state, signed_at, supersedes, cells: Object.fromEntries(cells) };
  }

  /** Paper, or another device of the same judge. */
  write(id: string, criterion: string, value: string | null, device = "paper"): void {
    const cell = this.sheets.get(id)!.cells.get(criterion)!;
    Object.assign(cell, { value, rev: cell.rev + 1, device, seq: 1 });
  }

  take(ops: Operation[]): Acknowledgement {
    return { outcomes: ops.map((op) => this.one(op)), server_time: this.time() };
  }

  private time(): string {
    this.ticks += 1;
    return new Date(Date.UTC(2026, 10, 25, 8, 0, 0, this.ticks)).toISOString();
  }

  private one(op: Operation): Outcome {
    const known = this.stored.get(op.op_id);
    if (known) {
      if (known.body !== JSON.stringify(op)) {
        return { op_id: op.op_id, outcome: "refused", code: "op_reused" };
      }
      const first = known.answer.outcome as Exclude<Outcome["outcome"], "replayed">;
      return { ...known.answer, outcome: "replayed", first };
    }
    const answer: Outcome = { op_id: op.op_id, ...this.ruled(op) };
    this.stored.set(op.op_id, { body: JSON.stringify(op), answer });
    return answer;
  }

  private ruled(op: Operation): Omit<Outcome, "op_id"> {
    if (isScore(op)) return this.score(op);
    return isSign(op) ? this.sign(op) : this.unsign(op);
  }

  /** The sheet that stands after all take-backs. */
  live(id: string): string {
    const next = [...this.sheets.values()].find((sheet) => sheet.supersedes === id);
    return next ? this.live(next.id) : id;
  }

  unsign(op: UnsignOperation): Omit<Outcome, "op_id"> {
    const sheet = this.sheets.get(op.sheet);
    if (!sheet) return { outcome: "refused", code: "sheet_foreign" };
    if (sheet.state !== "signed") return { outcome: "refused", code: "sheet_not_signed" };
    if (!this.window) return { outcome: "refused", code: "undo_over" };
    const id = crypto.randomUUID();
    const cells = sheet.cells;
    Object.assign(sheet, { state: "superseded", cells: new Map() });
    this.sheets.set(id, { id, state: "open", signed_at: null, supersedes: op.sheet, cells });
    const picture = this.picture(id);
    return { outcome: "applied", current: true, committed_at: this.time(), sheet: picture };
  }

  private score(op: ScoreOperation): Omit<Outcome, "op_id"> {
    const sheet = this.sheets.get(op.sheet);
    const cell = sheet?.cells.get(op.criterion);
    if (sheet?.state === "superseded") return { outcome: "refused", code: "sheet_state_refused" };
    if (!sheet || !cell) return { outcome: "refused", code: "sheet_foreign" };
    if (sheet.state !== "open") return { outcome: "refused", code: "sheet_signed" };
    if (op.value !== null && (markParse(op.value) ?? Infinity) > this.max) {
      return { outcome: "refused", code: "mark_out_of_range" };
    }
    if (this.closed) return { outcome: "held", code: "round_closed", current: false };
    if (cell.device === op.device && op.client_seq < cell.seq) {
      return { outcome: "superseded", current: false, rev: cell.rev };
    }
    if (cell.device !== op.device && cell.rev !== op.base_rev) {
      return {
        outcome: "stale",
        code: "cell_stale",
        current: false,
        sheet: this.picture(op.sheet),
      };
    }
    Object.assign(cell, {
      value: op.value,
      rev: cell.rev + 1,
      device: op.device,
      seq: op.client_seq,
    });
    this.commits.push({
      op: op.op_id,
      sheet: op.sheet,
      criterion: op.criterion,
      value: op.value,
    });
    return { outcome: "applied", current: true, rev: cell.rev, committed_at: this.time() };
  }

  private sign(op: SignOperation): Omit<Outcome, "op_id"> {
    for (const { sheet: id, revs } of op.sheets) {
      const sheet = this.sheets.get(id)!;
      if (sheet.state !== "open") return { outcome: "refused", code: "sheet_signed" };
      const same = [...sheet.cells].every(([c, cell]) => (revs[c] ?? 0) === cell.rev);
      if (!same) return { outcome: "stale", code: "cell_stale", sheet: this.picture(id) };
      if ([...sheet.cells.values()].some((cell) => cell.value === null)) {
        return { outcome: "refused", code: "mark_missing", sheet: this.picture(id) };
      }
    }
    const at = this.time();
    for (const { sheet: id } of op.sheets) {
      Object.assign(this.sheets.get(id)!, { state: "signed", signed_at: at });
    }
    return { outcome: "applied", current: true, committed_at: at };
  }
}
