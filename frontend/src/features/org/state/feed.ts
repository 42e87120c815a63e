import { useEffect, useState } from "react";
import type { Closing } from "@/api/live";
import { BUILD } from "@/lib/build";
import { ServerClock } from "@/offline/clock";
import { RoomFeed } from "@/offline/room";
import { Signal } from "@/offline/signal";
import { type Crowded, type Halt, LiveSocket } from "@/offline/socket";
import { roomGet } from "../api/room";
import type { ConsoleBody } from "../api/types";

/** The console's view of a room: frames while the link is up, the snapshot after a gap. */
export class ConsoleFeed {
  readonly clock = new ServerClock();
  readonly halt = new Signal<Halt | null>(null);
  /** Why there is no place for a live line; null from the first state on that comes by it again. */
  readonly crowded = new Signal<Crowded | null>(null);
  readonly failure = new Signal<unknown>(null);
  /** The server's time when this screen last knew that it was up to date. */
  readonly fresh = new Signal<number | null>(null);
  readonly room: RoomFeed<ConsoleBody>;
  readonly socket: LiveSocket;
  private watched: string | null = null;

  constructor(round: string, room?: string) {
    this.room = new RoomFeed<ConsoleBody>({
      snapshot: () => roomGet(round, room),
      rest: () => 1000,
      onState: ({ body }) => this.seen(body),
    });
    this.socket = new LiveSocket({
      url: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/v1/live`,
      build: BUILD,
      device: () => undefined,
      clock: this.clock,
      onState: (_room, v, body) => {
        this.crowded.set(null);
        this.room.take(v, body as ConsoleBody);
      },
      onOpen: () => void this.refresh(),
      onHalt: (why) => this.halt.set(why),
      onRights: () => void this.refresh(true),
      onClosing: (said) => this.closing(said),
    });
  }

  start(): void {
    void this.refresh();
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
    this.room.close();
  }

  /** Without a place the picture comes by the other way at each try. */
  private closing({ why }: Closing): void {
    this.crowded.set(why ?? null);
    if (why) void this.refresh();
  }

  async refresh(force = false): Promise<void> {
    try {
      await this.room.refresh(force);
      this.failure.set(null);
      this.touch();
    } catch (error) {
      this.failure.set(error);
    }
  }

  touch(): void {
    this.fresh.set(this.clock.time());
  }

  private seen(body: ConsoleBody): void {
    this.touch();
    if (this.watched === body.room.id) return;
    this.watched = body.room.id;
    this.socket.watch(body.room.id);
  }
}

/** A feed for as long as a screen shows it. */
export function useConsoleFeed(round: string, room?: string): ConsoleFeed {
  const [feed] = useState(() => new ConsoleFeed(round, room));
  useEffect(() => {
    feed.start();
    const beat = setInterval(() => {
      if (feed.socket.link.get() === "online") feed.touch();
    }, 1000);
    return () => {
      clearInterval(beat);
      feed.stop();
    };
  }, [feed]);
  return feed;
}
