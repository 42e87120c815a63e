/**
 * The judge's notes: on this device with every key, on the server as soon as the link is up. A text
 * that was changed on another device meanwhile is joined with this one's, and both can be read.
 */
import { durably, type Database } from "./database";
import { notePut, notesGet } from "./noteTransport";
import { retryWait, type Pace } from "./pace";
import { Signal } from "./signal";

/** A note as the server has it; revision 0 before the first word. */
export interface ServerNote {
  entry: string;
  text: string;
  rev: number;
}

export interface Note extends ServerNote {
  /** The server's text at `rev`, as far as this device knows. */
  base: string;
  /** The server does not have `text` yet. */
  dirty: boolean;
  /** Two devices wrote: both texts are in `text` until the judge has written on. */
  joined: boolean;
  /** Why the server does not take it; the text stays here. */
  refused: string | null;
}

export type PutAnswer = { note: ServerNote } | { stale: ServerNote } | { refused: string };

export interface NotePorts {
  db: Database;
  pace: () => Pace;
  /** Raises where no answer came: it is tried again. */
  put?: (entry: string, text: string, rev: number) => Promise<PutAnswer>;
  all?: () => Promise<ServerNote[]>;
  onChange?: () => void;
  locks?: LockManager;
  random?: () => number;
}

const KEY = "note/";
const LOCK = "yisai-notes";
/** Stands between two texts that were written at the same time. */
export const BETWEEN = "\n―――――\n";
const MOST_JOINS = 5;

const fresh = (entry: string): Note => ({
  entry,
  text: "",
  rev: 0,
  base: "",
  dirty: false,
  joined: false,
  refused: null,
});

/** Both texts, once each: nothing that anybody wrote is missing. */
export function joinedText(mine: string, theirs: string, base: string): string {
  if (mine === base || theirs.startsWith(mine)) return theirs;
  if (theirs === base || mine.includes(theirs)) return mine;
  return theirs + BETWEEN + mine;
}

/** The text after `typed` was written where `seen` was on screen, while `now` was kept. */
function typedOver(now: string, typed: string, seen: string): string {
  if (now === seen) return typed;
  // Another text has come in front of hers meanwhile.
  if (seen && now.endsWith(seen)) return now.slice(0, now.length - seen.length) + typed;
  return joinedText(typed, now, seen);
}

function noteOf(entry: string, kept: unknown): Note {
  // The first panels kept the bare text and never sent it.
  if (typeof kept === "string") return { ...fresh(entry), text: kept, dirty: kept !== "" };
  return (kept as Note | undefined) ?? fresh(entry);
}

export class Notes {
  readonly view = new Signal<ReadonlyMap<string, Note>>(new Map());
  private readonly typing = new Map<string, string>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | null = null;
  private attempt = 0;
  private stopped = true;

  constructor(private readonly ports: NotePorts) {}

  /** The note on an entry, empty before the first word. */
  of(entry: string): Note {
    return this.view.get().get(entry) ?? fresh(entry);
  }

  /** Shows what the device holds. */
  async load(): Promise<void> {
    const range = IDBKeyRange.bound(KEY, `${KEY}\uffff`);
    const store = this.ports.db.transaction("cache").store;
    const [keys, kept] = await Promise.all([store.getAllKeys(range), store.getAll(range)]);
    const notes = keys.map((key, place) => noteOf(key.slice(KEY.length), kept[place]));
    const shown = notes.map((note): [string, Note] => {
      const text = this.typing.get(note.entry) ?? note.text;
      return [note.entry, { ...note, text }];
    });
    this.view.set(new Map(shown));
  }

  /** Keeps the text, which is shown at once; on this device when the promise resolves. */
  async write(entry: string, typed: string): Promise<void> {
    const seen = this.of(entry);
    this.typing.set(entry, typed);
    this.show({ ...seen, text: typed });
    await this.change(entry, (note) => {
      const text = typedOver(note.text, typed, seen.text);
      const joined = text.includes(BETWEEN) && (note.joined || text !== typed);
      const dirty = text !== note.base || note.rev === 0;
      return { ...note, text, dirty, joined, refused: null };
    }).finally(() => {
      if (this.typing.get(entry) === typed) this.typing.delete(entry);
    });
    this.soon(this.ports.pace().sent);
  }

  start(): void {
    this.stopped = false;
    this.wake(true);
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** The link is up: send now, and with `pull` read what other devices wrote. */
  wake(pull = false): void {
    this.attempt = 0;
    this.run(pull);
  }

  private soon(wait: number): void {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.run(false), wait);
  }

  private run(pull: boolean): void {
    if (this.stopped) return;
    clearTimeout(this.timer);
    const turn = () => this.handOver(pull);
    const { locks } = this.ports;
    const after = this.running ?? Promise.resolve();
    const next = after
      .then(async () => {
        await (locks ? locks.request(LOCK, turn) : turn());
      })
      .then(() => void (this.attempt = 0))
      .catch(() => {
        this.soon(retryWait(this.ports.pace(), this.attempt, this.ports.random ?? Math.random));
        this.attempt += 1;
      })
      .finally(() => {
        if (this.running === next) this.running = null;
      });
    this.running = next;
  }

  private async handOver(pull: boolean): Promise<void> {
    if (this.stopped) return;
    if (pull) for (const theirs of await this.all()) await this.adopt(theirs);
    await this.load();
    for (const note of this.view.get().values()) await this.send(note.entry);
  }

  /** What the server has, where this device has nothing unsent. */
  private adopt(theirs: ServerNote): Promise<void> {
    return this.change(theirs.entry, (note) => {
      if (note.dirty || theirs.rev <= note.rev) return note;
      return { ...note, text: theirs.text, base: theirs.text, rev: theirs.rev, refused: null };
    });
  }

  private all(): Promise<ServerNote[]> {
    return this.ports.all?.() ?? notesGet(this.ports.pace().answer);
  }

  private put(entry: string, text: string, rev: number): Promise<PutAnswer> {
    return (
      this.ports.put?.(entry, text, rev) ?? notePut(entry, text, rev, this.ports.pace().answer)
    );
  }

  private async send(entry: string): Promise<void> {
    for (let turn = 0; turn < MOST_JOINS; turn += 1) {
      const { text, rev, dirty, refused } = this.of(entry);
      if (!dirty || refused) return;
      const answer = await this.put(entry, text, rev);
      await this.change(entry, (note) => answered(note, text, answer));
    }
  }

  private async change(entry: string, work: (note: Note) => Note): Promise<void> {
    const now = await durably(this.ports.db, ["cache"], async (tx) => {
      const before = noteOf(entry, await tx.objectStore("cache").get(KEY + entry));
      const after = work(before);
      if (after !== before) await tx.objectStore("cache").put(after, KEY + entry);
      return after;
    });
    const typed = this.typing.get(entry);
    // Keys that are still on their way to the disk are on screen already.
    if (typed === undefined || now.text.endsWith(typed)) this.show(now);
    this.ports.onChange?.();
  }

  private show(note: Note): void {
    this.view.set(new Map(this.view.get()).set(note.entry, note));
  }
}

/** The note after the server answered `sent`; what was typed meanwhile stays. */
function answered(note: Note, sent: string, answer: PutAnswer): Note {
  if ("refused" in answer) return note.text === sent ? { ...note, refused: answer.refused } : note;
  if ("note" in answer) {
    const { rev } = answer.note;
    return { ...note, rev, base: sent, dirty: note.text !== sent, refused: null };
  }
  const { text: theirs, rev } = answer.stale;
  const text = joinedText(note.text, theirs, note.base);
  const joined = note.joined || text.includes(BETWEEN);
  return { ...note, text, rev, base: theirs, dirty: text !== theirs, joined };
}
