import { createContext, useContext } from "react";
import { queryClient } from "@/api/query";
import { sessionQuery } from "@/api/session";
import { BUILD } from "@/lib/build";
import { schemeChoose } from "@/lib/scheme";
import { RoomFeed, type RoomState } from "@/offline/room";
import { Signal } from "@/offline/signal";
import { Tablet } from "@/offline/tablet";
import { queueQuery, RECALLED } from "../api/queue";
import { roomGet } from "../api/room";
import { sheetGet } from "../api/sheet";
import type { JudgeRoom, Queue, QueueEntry } from "../api/types";
import { AHEAD } from "./ahead";

const ROOM = "room";
const QUEUE = "queue";
const DECISIONS = ["judge", "corrections"];
/** An answer this young was asked for by this very start. */
const EARLY_MS = 5000;
/** What a former tablet left may wait until the card stands. */
const LOOK_MS = 2000;

/**
 * Asks for what the first screen needs while the device's store is still being opened. Nothing
 * waits here: whoever needs an answer asks again and meets the request on its way. Who is not
 * signed in is asked for no queue.
 */
export function askEarly(): void {
  const queue = location.pathname.startsWith("/judge");
  void queryClient.fetchQuery(sessionQuery).then(
    ({ signed_in }) => {
      if (queue && signed_in) void queryClient.prefetchQuery({ ...queueQuery, retry: false });
    },
    () => undefined,
  );
}

/** The judge's desk: the tablet, the queue and the room that it follows. */
export class Office {
  readonly feed: RoomFeed<JudgeRoom>;
  /** The server, or the lack of a network, has said whose session this is. */
  readonly asked = new Signal(false);
  /** The number of an entry that this judge has just stepped back from; it is in no list now. */
  readonly left = new Signal<string | null>(null);
  private round: string | null = null;
  private watched: string | null = null;
  /** When each sheet was asked for. */
  private readonly fetched = new Map<string, number>();
  private stage = "";
  /** The link has been up before. */
  private linked = false;
  private lights = "on";
  private looked: ReturnType<typeof setTimeout> | undefined;

  private constructor(readonly tablet: Tablet) {
    this.feed = new RoomFeed<JudgeRoom>({
      snapshot: () => (this.round ? roomGet(this.round) : Promise.reject(new Error("no round"))),
      rest: () => tablet.socket.pace.heartbeat,
      onState: (state) => this.entered(state),
    });
  }

  /** Opens what the device holds; the first screen needs no network. */
  static async open(): Promise<Office> {
    const later: { office?: Office } = {};
    const tablet = await Tablet.open({
      build: BUILD,
      onState: (room, v, body) => later.office?.frame(room, v, body as JudgeRoom),
      onOpen: () => later.office?.reopened(),
      onRights: () => void later.office?.rights(),
    });
    const office = new Office(tablet);
    later.office = office;
    await office.recall();
    return office;
  }

  /** Finds out whose session this is and starts the link; the page does not wait for it. */
  async start(): Promise<void> {
    if (this.tablet.binding) this.tablet.start();
    try {
      await this.identify(EARLY_MS);
    } catch {
      // Without a network the device's own memory is enough to go on.
    } finally {
      this.asked.set(true);
    }
  }

  /** Nothing unsent, no sheet on screen, the server within reach: the page may start anew. */
  idle(): boolean {
    if (this.tablet.view.get().count > 0) return false;
    if (document.querySelector("textarea, input, dialog[open]")) return false;
    return location.pathname === "/judge" && this.tablet.socket.link.get() === "online";
  }

  /**
   * Reads the session and binds the tablet to it; false when nobody is signed in. Answers younger
   * than `young` milliseconds do; without it both session and queue are read anew.
   */
  async identify(young = 0): Promise<boolean> {
    const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: young });
    if (!session.signed_in || !session.person) {
      if (this.tablet.binding) this.tablet.sender.hold.set("sign_in");
      return false;
    }
    const known = this.tablet.binding;
    const same = known?.person === session.person.id;
    if (known && !same) await this.forget();
    const device = session.device?.id ?? (same ? known?.device : undefined);
    const { id, name } = session.person;
    await this.tablet.bind({ device: device ?? crypto.randomUUID(), person: id, name });
    this.tablet.start();
    // Once the queue is watched, its own age decides whether the page asks again.
    if (young === 0) await queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
    return true;
  }

  /** The queue as the server shows it now: keep it, watch its room, fetch its sheets. */
  async arrived(queue: Queue): Promise<void> {
    this.round = queue.round.id;
    void this.tablet.remember(QUEUE, queue);
    const room = queue.round.room;
    const wanted = inView(queue).filter((id) => !this.fetched.has(id));
    const sheets = wanted.map((id) => this.sheet(id));
    if (room !== this.watched) {
      if (this.watched) this.tablet.socket.unwatch(this.watched);
      this.tablet.socket.watch(room);
      this.watched = room;
      await this.feed.refresh(true).catch(() => undefined);
    }
    await Promise.all(sheets);
    // What a former tablet had not sent; the first screen does not wait for it.
    this.looked ??= setTimeout(() => {
      this.looked = undefined;
      void AHEAD.former().then(
        ({ leftBehind }) => leftBehind(this.tablet),
        () => undefined,
      );
      // From now on the console hears how this tablet stands.
      void AHEAD.tells().then(
        ({ tellsStart }) => tellsStart(this.tablet, () => this.watched),
        () => undefined,
      );
    }, LOOK_MS);
  }

  private async sheet(id: string): Promise<void> {
    this.fetched.set(id, Date.now());
    try {
      await this.tablet.adopt(await sheetGet(id));
    } catch {
      this.fetched.delete(id);
    }
  }

  private frame(room: string, v: number, body: JudgeRoom): void {
    if (room === this.watched) this.feed.take(v, body);
  }

  private reopened(): void {
    // What this start has just asked for does for its first link as well; after a gap nothing does.
    const old = this.linked ? Number.POSITIVE_INFINITY : Date.now() - EARLY_MS;
    this.linked = true;
    for (const [id, at] of this.fetched) if (at < old) this.fetched.delete(id);
    if (this.round) void this.feed.refresh().catch(() => undefined);
    const queue = queryClient.getQueryState(queueQuery.queryKey);
    if ((queue?.dataUpdatedAt ?? 0) >= old) return;
    void queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
  }

  private async rights(): Promise<void> {
    await this.identify().catch(() => undefined);
    await this.feed.refresh(true).catch(() => undefined);
  }

  private entered(state: RoomState<JudgeRoom>): void {
    void this.tablet.remember(ROOM, state);
    // Two people may have decided on what this judge asked for.
    void queryClient.invalidateQueries({ queryKey: DECISIONS });
    const { slot, closing, lights = "on" } = state.body;
    if (lights !== this.lights) schemeChoose(lights === "off" ? "hall" : "auto");
    this.lights = lights;
    const stage = `${state.body.round.state}/${slot?.id ?? ""}/${slot?.state ?? ""}/${closing?.until ?? ""}`;
    // An alternate's place shows in her list only: the stage may be the same.
    const waits = queryClient.getQueryData<Queue>(queueQuery.queryKey)?.seat.is_alternate;
    if (stage === this.stage && !waits) return;
    // A new slot or phase may have made a sheet, or closed one.
    this.stage = stage;
    void queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
  }

  private async recall(): Promise<void> {
    const queue = await this.tablet.recall<Queue>(QUEUE);
    if (queue && !queryClient.getQueryData(queueQuery.queryKey)) {
      this.round = queue.round.id;
      queryClient.setQueryData(queueQuery.queryKey, queue, { updatedAt: RECALLED });
    }
    const room = await this.tablet.recall<RoomState<JudgeRoom>>(ROOM);
    if (room) this.feed.state.set(room);
  }

  private async forget(): Promise<void> {
    queryClient.removeQueries({ queryKey: queueQuery.queryKey });
    this.feed.state.set(null);
    this.watched = null;
    this.fetched.clear();
    await Promise.resolve();
  }
}

/** The sheets of a queue, that of the entry on screen first. */
function inView(queue: Queue): string[] {
  const shown = new URLSearchParams(location.search).get("entry");
  const first = (entry: QueueEntry) => (entry.id === shown ? 0 : 1);
  return [...queue.entries]
    .sort((one, other) => first(one) - first(other))
    .flatMap(({ sheet }) => (sheet ? [sheet] : []));
}

export const OfficeContext = createContext<Office | null>(null);

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error("no office");
  return office;
}
