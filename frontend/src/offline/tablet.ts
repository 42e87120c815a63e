import { calm } from "./calm";
import { ServerClock } from "./clock";
import { databaseOpen, durably, type Database } from "./database";
import { bindingRead, bindingSet, type Binding } from "./device";
import { sheetsAdopt } from "./answers";
import { issueResolve, markSet, sheetSign, sheetUnsign, type Stamp } from "./outbox";
import type { NotePorts, Notes } from "./notes";
import { Sender } from "./sender";
import { Signal } from "./signal";
import { LiveSocket, type Halt, type LinkState } from "./socket";
import { transmitter } from "./transport";
import { cellTruth, type Truth } from "./truth";
import type { Acknowledgement, Operation, ServerSheet } from "./types";
import { cellKey, EMPTY, storeRead, viewAfter, withUnkept, type TabletView } from "./view";

export interface TabletPorts {
  build: string;
  onState: (room: string, v: number, body: unknown) => void;
  onOpen: () => void;
  onRights: () => void;
  database?: Database;
  notes?: Partial<NotePorts>;
  transmit?: (ops: Operation[]) => Promise<Acknowledgement>;
  url?: () => string;
}

const CHANNEL = "yisai-judge";
const CLOCK = "clock";

/** What a reading of the store is about: these sheets, or everything. */
interface Change {
  sheets?: readonly string[] | undefined;
  /** Called in the moment in which the new view is there. */
  before?: () => void;
}

export type Write<Result> = (db: Database, stamp: Stamp) => Promise<Result>;

const AGAIN_MS = 3000;

/** The store itself failed, and did not refuse the change. */
const isFull = (error: unknown) => !(error instanceof Error && "reason" in error);

const locks = () =>
  typeof navigator !== "undefined" && navigator.locks ? { locks: navigator.locks } : {};

/** The judge's device: what is kept here, what is on its way, and how good the link is. */
export class Tablet {
  readonly view = new Signal<TabletView>(EMPTY);
  readonly editing = new Signal<ReadonlySet<string>>(new Set());
  readonly halt = new Signal<Halt | null>(null);
  /** The backlog that was left when the link came back; 0 while nothing is being made up. */
  readonly backlog = new Signal(0);
  /** Set when the device could not keep something: a person must act. */
  readonly broken = new Signal(false);
  /** Another tablet has taken this one's place: how many unsent marks were handed over. */
  readonly left = new Signal<number | null>(null);
  readonly clock = new ServerClock();
  readonly socket: LiveSocket;
  readonly sender: Sender;
  /** A chunk of its own, so that the first screen does not wait for it. */
  readonly notes = new Signal<Notes | null>(null);
  binding: Binding | null = null;
  private readonly channel: BroadcastChannel | null;
  private readonly offs: (() => void)[] = [];
  private chain: Promise<unknown> = Promise.resolve();
  private reading: Promise<unknown> = Promise.resolve();
  private readonly writes = new Map<string, number>();
  /** Marks that found no room on the disk: on screen, red, and tried again until they are kept. */
  private readonly unkept = new Map<string, [string, string, string | null]>();
  private away = false;
  private pictures: ServerSheet[] = [];
  private adopting: Promise<void> | null = null;
  /** The server has let this device in, or a sign-in has said whose it is. */
  private known = false;

  private constructor(
    readonly db: Database,
    ports: TabletPorts,
  ) {
    this.channel = typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(CHANNEL);
    this.socket = new LiveSocket({
      url: ports.url ?? (() => `${location.origin.replace(/^http/, "ws")}/ws/v1/live`),
      build: ports.build,
      device: () => this.binding?.device,
      pending: () => this.view.get().count,
      clock: this.clock,
      onState: ports.onState,
      onOpen: () => {
        this.sender.wake();
        // The server has let this device in: now it is known whose notes these are.
        this.known = true;
        this.notes.get()?.start();
        void this.remember(CLOCK, this.clock.offsetMs).catch(() => undefined);
        ports.onOpen();
      },
      onHalt: (why) => {
        this.halt.set(why);
        if (why === "sign_in") this.sender.hold.set("sign_in");
      },
      onRights: ports.onRights,
    });
    this.sender = new Sender({
      db,
      device: () => this.binding?.device ?? null,
      pace: () => this.socket.pace,
      transmit: ports.transmit ?? transmitter(this.socket, this.clock),
      onTaken: (sheets) => this.changed({ sheets }),
      ...locks(),
    });
  }

  /** Keeps a note; on this device when the promise resolves, sent as soon as the link is up. */
  note(entry: string, text: string): Promise<void> {
    const notes = this.notes.get();
    return notes ? notes.write(entry, text) : Promise.reject(new Error("notes not loaded"));
  }

  private async noteChunk(ports: Partial<NotePorts>): Promise<void> {
    const { Notes } = await import("./notes");
    const notes = new Notes({
      db: this.db,
      pace: () => this.socket.pace,
      onChange: () => this.channel?.postMessage("notes"),
      ...locks(),
      ...ports,
    });
    await notes.load();
    this.notes.set(notes);
    if (this.known) notes.start();
  }

  /** Opens the store and shows what it holds; starts nothing. */
  static async open(ports: TabletPorts): Promise<Tablet> {
    const tablet = new Tablet(ports.database ?? (await databaseOpen()), ports);
    tablet.binding = await bindingRead(tablet.db);
    // A device whose clock is wrong opens without a network, too.
    tablet.clock.resume((await tablet.recall<number>(CLOCK)) ?? 0);
    await tablet.load();
    void tablet.noteChunk(ports.notes ?? {}).catch(() => undefined);
    return tablet;
  }

  /** Starts the link and the sender and listens to the device. */
  start(): void {
    const nudge = () => this.nudge();
    const visible = () => document.visibilityState === "visible" && this.nudge();
    // Closing asks back only while something is on this device alone.
    const leaving = (event: BeforeUnloadEvent) => {
      if (this.view.get().count > 0) event.preventDefault();
    };
    addEventListener("online", nudge);
    addEventListener("beforeunload", leaving);
    document.addEventListener("visibilitychange", visible);
    this.offs.push(
      () => removeEventListener("online", nudge),
      () => removeEventListener("beforeunload", leaving),
      () => document.removeEventListener("visibilitychange", visible),
      this.socket.link.subscribe(() => this.returned(this.socket.link.get())),
      this.sender.hold.subscribe(() => void this.replaced().catch(() => undefined)),
    );
    if (this.channel) {
      this.channel.onmessage = (event) => {
        if (event.data === "notes") return void this.notes.get()?.load();
        this.sender.wake();
        void this.load();
      };
    }
    this.socket.start();
    this.sender.start();
  }

  async stop(): Promise<void> {
    for (const off of this.offs.splice(0)) off();
    this.socket.stop();
    this.known = false;
    this.notes.get()?.stop();
    await this.sender.stop();
    this.channel?.close();
  }

  /** Remembers whose tablet this is and lets go what waited for a sign-in. */
  async bind(binding: Binding): Promise<void> {
    await bindingSet(this.db, binding);
    this.binding = binding;
    this.left.set(null);
    await Promise.all([this.load(), this.notes.get()?.load()]);
    this.halt.set(null);
    this.socket.start();
    this.sender.resume();
    this.known = true;
    this.notes.get()?.start();
  }

  /** The judge tapped the pill, or the device came back: try now. */
  nudge(): void {
    void this.replaced().catch(() => undefined);
    this.socket.nudge();
    this.sender.wake();
  }

  /** Keeps a mark: `editing` from now until it is on disk. Raises ChangeRefused, or the store's own error. */
  async mark(sheet: string, criterion: string, value: string | null): Promise<void> {
    const key = cellKey(sheet, criterion);
    // A newer mark is the one to keep; an older one is never tried again after it.
    this.unkept.delete(key);
    try {
      await this.write(sheet, key, async (db, stamp) => {
        await markSet(db, { sheet, criterion, value }, stamp);
        this.unkept.delete(key);
      });
    } catch (error) {
      if (isFull(error)) {
        this.unkept.set(key, [sheet, criterion, value]);
        this.view.set(withUnkept(this.view.get(), this.unkept));
        setTimeout(() => this.again(), AGAIN_MS);
      }
      throw error;
    }
  }

  /** Tries once more to keep what found no room. */
  private again(): Promise<unknown> {
    return Promise.all([...this.unkept.values()].map((each) => this.mark(...each).catch(() => 0)));
  }

  resolve(sheet: string, criterion: string, keep: "mine" | "theirs"): Promise<void> {
    return this.write(sheet, cellKey(sheet, criterion), (db, stamp) =>
      issueResolve(db, { sheet, criterion, keep }, stamp),
    );
  }

  /** Signs what is on the screen: raises where a mark of it found no room. */
  async sign(sheet: string): Promise<void> {
    await this.again();
    if (this.unkept.size > 0) throw new Error("not kept");
    return this.write(sheet, sheet, (db, stamp) => sheetSign(db, sheet, stamp));
  }

  /** Takes a signature back; raises ChangeRefused where there is none. */
  unsign(sheet: string): Promise<void> {
    return this.write(sheet, sheet, (db, stamp) => sheetUnsign(db, sheet, stamp));
  }

  /** Takes the server's picture of a sheet; those that come while one is kept go together. */
  adopt(sheet: ServerSheet): Promise<void> {
    this.pictures.push(sheet);
    this.adopting ??= this.adoptAll();
    return this.adopting;
  }

  private async adoptAll(): Promise<void> {
    try {
      while (this.pictures.length > 0) {
        await sheetsAdopt(this.db, this.pictures.splice(0));
        await this.changed();
      }
    } finally {
      this.adopting = null;
    }
  }

  truth(sheet: string, criterion: string): Truth | null {
    const key = cellKey(sheet, criterion);
    if (this.unkept.has(key)) return "rejected";
    const view = this.view.get();
    return cellTruth(view.cells.get(key), view.sheets.get(sheet), {
      editing: this.editing.get().has(key),
      waiting: view.waiting.get(key) ?? [],
      sent: this.sender.sent.get(),
    });
  }

  /** Calls back after everything that a truth is made of; gives the way to end it. */
  onTruth(changed: () => void): () => void {
    const offs = [this.view, this.editing, this.sender.sent].map((each) => each.subscribe(changed));
    return () => offs.forEach((off) => off());
  }

  /** What a page shows again when it opens without a network. */
  async remember(key: string, value: unknown): Promise<void> {
    await durably(this.db, ["cache"], (tx) => tx.objectStore("cache").put(value, key));
  }

  async recall<Value>(key: string): Promise<Value | null> {
    return ((await this.db.get("cache", key)) as Value | undefined) ?? null;
  }

  /** One write after the other, so that each digit sees the one before; what is shown waits for calm. */
  async write(sheet: string | readonly string[], key: string, work: Write<unknown>): Promise<void> {
    this.edit(key, 1);
    // The new view and the end of "editing" are one moment: what stood before never shows.
    let ended = false;
    const end = () => {
      if (!ended) this.edit(key, -1);
      ended = true;
    };
    const kept = this.chain.then(() => this.keep(work));
    this.chain = kept.catch(() => undefined);
    try {
      await kept;
      this.sender.wake();
      await this.changed({ sheets: typeof sheet === "string" ? [sheet] : sheet, before: end });
    } finally {
      end();
    }
  }

  /** Nobody lets this device in: was its place taken? Then the judge gets what it had not sent. */
  private async replaced(): Promise<void> {
    const device = this.binding?.device;
    if (!device || this.sender.hold.get() === null || this.left.get() !== null) return;
    const told = await (await import("./left")).leftHandOver(this.db, device);
    if (told.state === "kept") this.left.set(told.marks);
    await this.changed();
  }

  /** On disk when the promise resolves. */
  private async keep(work: Write<unknown>): Promise<void> {
    try {
      await work(this.db, {
        device: this.binding?.device ?? "",
        time: new Date().toISOString(),
        shown: new Date(this.clock.time()).toISOString(),
      });
      this.broken.set(this.unkept.size > 0);
    } catch (error) {
      this.broken.set(isFull(error) || this.unkept.size > 0);
      throw error;
    }
  }

  /** Counts the writes of a cell that are on their way to the disk. */
  private edit(key: string, by: 1 | -1): void {
    const writes = (this.writes.get(key) ?? 0) + by;
    if (writes > 0) this.writes.set(key, writes);
    else this.writes.delete(key);
    if (writes > 0 !== this.editing.get().has(key)) this.editing.set(new Set(this.writes.keys()));
  }

  async changed(what: Change = {}): Promise<void> {
    await this.load(what);
    this.channel?.postMessage("changed");
  }

  /** One reading after the other, so that an older one never has the last word. */
  private load(what: Change = {}): Promise<void> {
    const run = async () => {
      // Reading and drawing takes an old tablet longer than a frame: never between a finger and its digit.
      await calm();
      const found = await storeRead(this.db, what.sheets);
      what.before?.();
      const view = viewAfter(this.view.get(), found, this.binding?.device);
      this.view.set(withUnkept(view, this.unkept));
      if (this.view.get().count === 0) this.backlog.set(0);
    };
    const result = this.reading.then(run);
    this.reading = result.catch(() => undefined);
    return result;
  }

  private returned(link: LinkState): void {
    // Back by a POST before the socket is: what waits is made up for all the same.
    const back = this.away && link !== "offline";
    this.away = link === "offline";
    if (back || link === "online") this.backlog.set(this.view.get().count);
  }
}
