import type { Database } from "./database";
import { outcomesTake } from "./answers";
import { opsNext } from "./outbox";
import { retryWait, type Pace } from "./pace";
import { RequestRefused } from "./socket";
import { Signal } from "./signal";
import { isSign, type Acknowledgement, type Operation, type Outcome } from "./types";

/** What keeps the outbox from being sent, besides a missing network. */
export type Hold = "sign_in" | "device" | null;

export interface SenderPorts {
  db: Database;
  device: () => string | null;
  pace: () => Pace;
  transmit: (ops: Operation[]) => Promise<Acknowledgement>;
  /** Told which sheets the answers can have changed. */
  onTaken: (sheets: readonly string[]) => Promise<void> | void;
  locks?: LockManager;
  random?: () => number;
}

const LOCK = "yisai-outbox";
/** A frame may carry 64 KiB; the envelope and multi-byte texts need their room. */
const BYTES = 48 * 1024;
const COUNT = 200;
const MALFORMED = new Set([400, 413, 422]);
const SIGN_IN = new Set(["sign_in_required", "session_ended", "csrf_failed"]);

/** The one that hands the outbox over: batches in order, one in flight, until it is empty. */
export class Sender {
  readonly hold = new Signal<Hold>(null);
  /** Keys of operations that have been on their way for longer than a glance. */
  readonly sent = new Signal<ReadonlySet<string>>(new Set());
  private attempt = 0;
  private stopped = true;
  private leader = false;
  private running: Promise<void> | null = null;
  private dirty = false;
  private count = COUNT;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private release: (() => void) | undefined;
  private abort: AbortController | undefined;

  constructor(private readonly ports: SenderPorts) {}

  /** Becomes the sender as soon as no other tab is; without Web Locks there is one tab only. */
  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    if (!this.ports.locks) return this.lead();
    this.abort = new AbortController();
    this.ports.locks
      .request(LOCK, { signal: this.abort.signal }, () => {
        if (this.stopped) return;
        this.lead();
        return new Promise<void>((release) => (this.release = release));
      })
      .catch(() => undefined);
  }

  /** Ends sending and gives the lock to another tab; nothing in the outbox is touched. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.leader = false;
    clearTimeout(this.timer);
    this.abort?.abort();
    await this.running;
    this.release?.();
  }

  /** Something happened that may let a batch through: forget the wait and try now. */
  wake(): void {
    if (!this.leader || this.stopped) return;
    this.attempt = 0;
    clearTimeout(this.timer);
    this.run();
  }

  /** A sign-in or a new device: what was held may go. */
  resume(): void {
    this.hold.set(null);
    this.wake();
  }

  get isLeader(): boolean {
    return this.leader;
  }

  private lead(): void {
    this.leader = true;
    this.wake();
  }

  private run(): void {
    this.dirty = true;
    this.running ??= this.drain().finally(() => {
      this.running = null;
      if (this.dirty && !this.stopped) this.run();
    });
  }

  private async drain(): Promise<void> {
    while (!this.stopped) {
      this.dirty = false;
      const device = this.ports.device();
      if (device === null || this.hold.get() !== null) return;
      const ops = await opsNext(this.ports.db, device, { count: this.count, bytes: BYTES });
      if (ops.length === 0) return;
      if (!(await this.batch(ops))) return;
    }
  }

  /** One batch; true if the next may follow at once. */
  private async batch(ops: Operation[]): Promise<boolean> {
    const glance = setTimeout(
      () => this.sent.set(new Set(ops.map((op) => op.op_id))),
      this.ports.pace().sent,
    );
    try {
      const ack = await this.ports.transmit(ops);
      const taken = await outcomesTake(this.ports.db, ops, ack.outcomes);
      await this.ports.onTaken(sheetsOf(ops, ack.outcomes));
      if (ack.outcomes.some((outcome) => outcome.code === "device_revoked")) {
        return this.held("device");
      }
      if (taken === 0) return this.later();
      this.attempt = 0;
      this.count = COUNT;
      return true;
    } catch (error) {
      return error instanceof RequestRefused ? this.refused(error, ops) : this.later();
    } finally {
      clearTimeout(glance);
      this.sent.set(new Set());
    }
  }

  /** The whole request was refused: hold, shrink, or settle the one operation that is at fault. */
  private async refused(error: RequestRefused, ops: Operation[]): Promise<boolean> {
    const { code, status } = error.problem;
    if (status === 401 || SIGN_IN.has(code)) return this.held("sign_in");
    if (code === "device_revoked") return this.held("device");
    // Only what says "this request is malformed" may blame its operations; anything else waits.
    if (!MALFORMED.has(status ?? 0) || code === "unexpected") return this.later(error.retryAfter);
    if (ops.length > 1) {
      this.count = Math.max(1, Math.floor(ops.length / 2));
      return true;
    }
    const outcomes = ops.map((op): Outcome => ({ op_id: op.op_id, outcome: "refused", code }));
    await outcomesTake(this.ports.db, ops, outcomes);
    await this.ports.onTaken(sheetsOf(ops, outcomes));
    return true;
  }

  private held(why: Exclude<Hold, null>): false {
    this.hold.set(why);
    return false;
  }

  private later(after?: number): false {
    const wait = retryWait(this.ports.pace(), this.attempt, this.ports.random ?? Math.random);
    this.attempt += 1;
    clearTimeout(this.timer);
    if (!this.stopped)
      this.timer = setTimeout(() => this.run(), Math.max(wait, (after ?? 0) * 1000));
    return false;
  }
}

/** The sheets that these answers can have changed on this device. */
function sheetsOf(ops: Operation[], outcomes: Outcome[]): string[] {
  const asked = ops.flatMap((op) =>
    isSign(op) ? op.sheets.map(({ sheet }) => sheet) : [op.sheet],
  );
  const told = outcomes.flatMap(({ sheet }) => (sheet ? [sheet.id, sheet.supersedes ?? ""] : []));
  return [...new Set([...asked, ...told])].filter(Boolean);
}
