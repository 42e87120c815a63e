import { createContext, useContext } from "react";
import { queryClient } from "@/api/query";
import { sessionQuery } from "@/api/session";
import { BUILD } from "@/lib/build";
import { schemeChoose } from "@/lib/scheme";
import { RoomFeed, type RoomState } from "@/offline/room";
import { Signal } from "@/offline/signal";
import { Tablet } from "@/offline/tablet";
import { queueQuery } from "../api/queue";
import { roomGet } from "../api/room";
import { sheetGet } from "../api/sheet";
import type { JudgeRoom, Queue } from "../api/types";

const ROOM = "room";
const QUEUE = "queue";

/** The judge's desk: the tablet, the queue and the room that it follows. */
export class Office {
  readonly feed: RoomFeed<JudgeRoom>;
  /** The server, or the lack of a network, has said whose session this is. */
  readonly asked = new Signal(false);
  /** The number of an entry that this judge has just stepped back from; it is in no list now. */
  readonly left = new Signal<string | null>(null);
  private round: string | null = null;
  private watched: string | null = null;
  private readonly fetched = new Set<string>();
  private stage = "";
  private lights = "on";

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
      await this.identify();
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

  /** Reads the session anew and binds the tablet to it; false when nobody is signed in. */
  async identify(): Promise<boolean> {
    const session = await queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
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
    await queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
    return true;
  }

  /** The queue as the server shows it now: keep it, watch its room, fetch its sheets. */
  async arrived(queue: Queue): Promise<void> {
    this.round = queue.round.id;
    void this.tablet.remember(QUEUE, queue);
    const room = queue.round.room;
    if (room !== this.watched) {
      if (this.watched) this.tablet.socket.unwatch(this.watched);
      this.tablet.socket.watch(room);
      this.watched = room;
      await this.feed.refresh(true).catch(() => undefined);
    }
    const wanted = queue.entries.flatMap((entry) =>
      entry.sheet && !this.fetched.has(entry.sheet) ? [entry.sheet] : [],
    );
    await Promise.all(wanted.map((id) => this.sheet(id)));
  }

  private async sheet(id: string): Promise<void> {
    this.fetched.add(id);
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
    this.fetched.clear();
    if (this.round) void this.feed.refresh().catch(() => undefined);
    void queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
  }

  private async rights(): Promise<void> {
    await this.identify().catch(() => undefined);
    await this.feed.refresh(true).catch(() => undefined);
  }

  private entered(state: RoomState<JudgeRoom>): void {
    void this.tablet.remember(ROOM, state);
    const { slot, lights = "on" } = state.body;
    if (lights !== this.lights) schemeChoose(lights === "off" ? "hall" : "auto");
    this.lights = lights;
    const stage = `${state.body.round.state}/${slot?.id ?? ""}/${slot?.state ?? ""}`;
    if (stage === this.stage) return;
    // A new slot or phase may have made a sheet, or closed one.
    this.stage = stage;
    void queryClient.invalidateQueries({ queryKey: queueQuery.queryKey });
  }

  private async recall(): Promise<void> {
    const queue = await this.tablet.recall<Queue>(QUEUE);
    if (queue) {
      this.round = queue.round.id;
      queryClient.setQueryData(queueQuery.queryKey, queue, { updatedAt: 1 });
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

export const OfficeContext = createContext<Office | null>(null);

export function useOffice(): Office {
  const office = useContext(OfficeContext);
  if (!office) throw new Error("no office");
  return office;
}
