import type { Answer } from "@/api/client";
import { isTransient, ProblemError } from "@/api/problem";
import type { Truth } from "@/ui/TruthState";
import type { Entry, EntryFields } from "../api/types";
import type { DraftStore } from "./drafts";
import { fieldsOf, same } from "./fields";

export type FieldName = keyof EntryFields;
export interface Conflict {
  field: FieldName;
  mine: unknown;
  theirs: unknown;
}
export interface Snapshot {
  values: EntryFields;
  truth: Truth | null;
  at: string | null;
  conflicts: Conflict[];
  problem: ProblemError | null;
}
export interface Options {
  entry: Entry;
  send: (fields: Partial<EntryFields>, rev: number) => Promise<Answer<Entry>>;
  store: DraftStore;
  onSaved?: (entry: Entry) => void;
  idleMs?: number;
  maxMs?: number;
  now?: () => string;
}

const BACKOFF_MS = [1000, 2000, 4000, 8000, 15000];

/**
 * Saves what is typed: on this device at once, to the server after 800 ms of rest or 5 s at most.
 * Two people may change different fields; the same field becomes a conflict with both values.
 */
export class Autosave {
  private base: EntryFields;
  private rev: number;
  private pending: Partial<EntryFields> = {};
  private held = new Set<FieldName>();
  private snapshot: Snapshot;
  private listeners = new Set<() => void>();
  private idle: ReturnType<typeof setTimeout> | undefined;
  private latest: ReturnType<typeof setTimeout> | undefined;
  private flight: Promise<void> | null = null;
  private failures = 0;

  constructor(private readonly options: Options) {
    this.base = fieldsOf(options.entry);
    this.rev = options.entry.rev;
    this.snapshot = {
      values: this.base,
      truth: null,
      at: null,
      conflicts: [],
      problem: null,
    };
  }

  subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };
  read = () => this.snapshot;

  /** Takes back what an earlier visit could not send. */
  async restore(): Promise<void> {
    const draft = await this.options.store.load(this.options.entry.id).catch(() => undefined);
    if (!draft || Object.keys(draft.pending).length === 0) return;
    const before = { ...draft.pending, ...this.pending };
    const changed = this.overtaken(before, draft.base, this.base);
    this.pending = before;
    for (const conflict of changed) delete this.pending[conflict.field];
    this.show({ conflicts: changed, truth: changed.length ? "conflict" : "local" });
    if (Object.keys(this.pending).length > 0) this.schedule();
  }

  /** Notes a new value. `ready: false` keeps it here, e.g. while it is too long. */
  change<F extends FieldName>(field: F, value: EntryFields[F], ready = true): void {
    this.pending = { ...this.pending, [field]: value };
    if (ready) this.held.delete(field);
    else this.held.add(field);
    this.show({ truth: "editing", problem: null });
    void this.keep().then(() => {
      if (this.snapshot.truth === "editing") this.show({ truth: "local", at: this.now() });
    });
    if (ready) this.schedule();
  }

  /** Takes over what another member or page saved meanwhile; own unsent values stay. */
  adopt(entry: Entry): void {
    if (entry.rev <= this.rev || this.flight) return;
    const { truth, conflicts } = this.snapshot;
    if (conflicts.length > 0) return;
    if (!this.clean()) return this.stale(entry);
    this.base = fieldsOf(entry);
    this.rev = entry.rev;
    this.show({ truth });
  }

  /** Chooses one side of a conflict: mine is sent again, theirs is taken over. */
  resolve(field: FieldName, side: "mine" | "theirs"): void {
    const conflict = this.snapshot.conflicts.find((one) => one.field === field);
    if (!conflict) return;
    const conflicts = this.snapshot.conflicts.filter((one) => one !== conflict);
    if (side === "mine") this.pending = { ...this.pending, [field]: conflict.mine };
    this.show({ conflicts, truth: conflicts.length ? "conflict" : "local" });
    void this.keep();
    void this.flush();
  }

  /** Sends now whatever is ready; returns when nothing more can be sent. */
  async flush(): Promise<void> {
    this.cancel();
    while (this.flight) await this.flight;
    if (Object.keys(this.ready()).length === 0 || this.snapshot.conflicts.length > 0) {
      if (!this.snapshot.conflicts.length && this.snapshot.truth === "local" && this.clean()) {
        this.show({ truth: "committed" });
      }
      return;
    }
    this.flight = this.push().finally(() => (this.flight = null));
    await this.flight;
  }

  /** True while the server lacks something that was typed. */
  get unsent(): boolean {
    return !this.clean() || this.snapshot.conflicts.length > 0;
  }

  /** Stops the timers; what is pending stays on this device. */
  dispose(): void {
    this.cancel();
    this.listeners.clear();
  }

  private clean = () => Object.keys(this.pending).length === 0;
  private now = () => this.options.now?.() ?? new Date().toISOString();

  private ready(): Partial<EntryFields> {
    const fields = { ...this.pending };
    for (const field of this.held) delete fields[field];
    return fields;
  }

  private async push(): Promise<void> {
    const sending = this.ready();
    this.show({ truth: "sent" });
    try {
      const answer = await this.options.send(sending, this.rev);
      this.failures = 0;
      this.accept(answer.data, sending);
      this.show({ truth: this.clean() ? "committed" : "local", at: answer.at, problem: null });
      await this.keep();
      this.options.onSaved?.(answer.data);
      if (Object.keys(this.ready()).length > 0) this.schedule();
    } catch (error) {
      this.refused(error);
    }
  }

  private refused(error: unknown): void {
    if (error instanceof ProblemError && error.status === 412) {
      this.stale(error.body.current as Entry);
    } else if (isTransient(error) || (error instanceof ProblemError && error.status === 401)) {
      this.show({ truth: "local", at: this.now() });
      const wait = BACKOFF_MS[Math.min(this.failures++, BACKOFF_MS.length - 1)];
      this.idle = setTimeout(() => void this.flush(), wait);
    } else {
      this.show({ truth: "rejected", problem: error instanceof ProblemError ? error : null });
    }
  }

  /** Somebody else was faster: different fields go through, the same ones are asked about. */
  private stale(current: Entry): void {
    const theirs = fieldsOf(current);
    const conflicts = this.overtaken(this.pending, this.base, theirs);
    this.base = theirs;
    this.rev = current.rev;
    for (const conflict of conflicts) this.pending = without(this.pending, conflict.field);
    this.options.onSaved?.(current);
    void this.keep();
    this.show({ conflicts, truth: conflicts.length > 0 ? "conflict" : "local" });
    if (conflicts.length === 0) this.idle = setTimeout(() => void this.flush(), 0);
  }

  private overtaken(mine: Partial<EntryFields>, base: EntryFields, theirs: EntryFields) {
    return (Object.keys(mine) as FieldName[])
      .filter((field) => !same(theirs[field], base[field]) && !same(theirs[field], mine[field]))
      .map((field): Conflict => ({ field, mine: mine[field], theirs: theirs[field] }));
  }

  private accept(entry: Entry, sent: Partial<EntryFields>): void {
    this.base = fieldsOf(entry);
    this.rev = entry.rev;
    for (const field of Object.keys(sent) as FieldName[]) {
      // The server trims; what is on screen keeps the space that was just typed.
      if (same(this.base[field], sent[field])) {
        this.base = { ...this.base, [field]: sent[field] };
      }
      if (this.pending[field] === sent[field]) this.pending = without(this.pending, field);
    }
  }

  private schedule(): void {
    const { idleMs = 800, maxMs = 5000 } = this.options;
    clearTimeout(this.idle);
    this.idle = setTimeout(() => void this.flush(), idleMs);
    this.latest ??= setTimeout(() => void this.flush(), maxMs);
  }

  private cancel(): void {
    clearTimeout(this.idle);
    clearTimeout(this.latest);
    this.latest = undefined;
  }

  private async keep(): Promise<void> {
    const { store, entry } = this.options;
    const conflicted = Object.fromEntries(
      this.snapshot.conflicts.map((conflict) => [conflict.field, conflict.mine]),
    );
    const pending = { ...this.pending, ...conflicted };
    const work = Object.keys(pending).length
      ? store.save(entry.id, { pending, base: this.base })
      : store.clear(entry.id);
    await work.catch(() => undefined);
  }

  private show(change: Partial<Snapshot>): void {
    const mine = Object.fromEntries(
      (change.conflicts ?? this.snapshot.conflicts).map((one) => [one.field, one.mine]),
    );
    const values = { ...this.base, ...mine, ...this.pending };
    this.snapshot = { ...this.snapshot, ...change, values };
    this.listeners.forEach((listener) => listener());
  }
}

function without(fields: Partial<EntryFields>, field: FieldName): Partial<EntryFields> {
  const rest = { ...fields };
  delete rest[field];
  return rest;
}
