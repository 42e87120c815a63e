import { useEffect, useState } from "react";
import type { Closing } from "@/api/live";
import { BUILD } from "@/lib/build";
import { ServerClock } from "@/offline/clock";
import { RoomFeed } from "@/offline/room";
import { Signal } from "@/offline/signal";
import { type Crowded, type Halt, LiveSocket } from "@/offline/socket";
import { roomGet } from "../api/room";
import type { ConsoleBody } from "../api/types";
import { currentSlot, openSlots } from "./console";

/** All rooms of a round over one connection: frames while it is up, snapshots after a gap. */
export class RoomsFeed {
  readonly clock = new ServerClock();
  readonly halt = new Signal<Halt | null>(null);
  /** Why there is no place for a live line; null from the first state on that comes by it again. */
  readonly crowded = new Signal<Crowded | null>(null);
  readonly failure = new Signal<unknown>(null);
  readonly rooms: ReadonlyMap<string, RoomFeed<ConsoleBody>>;
  readonly socket: LiveSocket;

  constructor(round: string, rooms: string[]) {
    const feed = (room: string) =>
      new RoomFeed<ConsoleBody>({ snapshot: () => roomGet(round, room), rest: () => 1000 });
    this.rooms = new Map(rooms.map((room) => [room, feed(room)]));
    this.socket = new LiveSocket({
      url: () => `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws/v1/live`,
      build: BUILD,
      device: () => undefined,
      clock: this.clock,
      onState: (room, v, body) => {
        this.crowded.set(null);
        this.rooms.get(room)?.take(v, body as ConsoleBody);
      },
      onOpen: () => void this.refresh(),
      onHalt: (why) => this.halt.set(why),
      onRights: () => void this.refresh(true),
      onClosing: (said) => this.closing(said),
    });
    for (const room of rooms) this.socket.watch(room);
  }

  start(): void {
    void this.refresh();
    this.socket.start();
  }

  stop(): void {
    this.socket.stop();
    for (const room of this.rooms.values()) room.close();
  }

  /** Without a place the picture comes by the other way at each try. */
  private closing({ why }: Closing): void {
    this.crowded.set(why ?? null);
    if (why) void this.refresh();
  }

  async refresh(force = false): Promise<void> {
    try {
      await Promise.all([...this.rooms.values()].map((room) => room.refresh(force)));
      this.failure.set(null);
    } catch (error) {
      this.failure.set(error);
    }
  }
}

/** The feed of these rooms for as long as a screen shows it. */
export function useRoomsFeed(round: string, rooms: string[]): RoomsFeed {
  const [feed] = useState(() => new RoomsFeed(round, rooms));
  useEffect(() => {
    feed.start();
    return () => feed.stop();
  }, [feed]);
  return feed;
}

export interface RoomSummary {
  done: number;
  total: number;
  signed: number;
  awaited: number;
  /** To-dos that are due by now. */
  due: number;
}

/** How far a room is, from what its console sees. */
export function roomSummary(body: ConsoleBody, now: number): RoomSummary {
  const heard = body.slots.filter(({ state }) => state !== "withdrawn");
  const sheets = currentSlot(body)?.sheets.filter(({ state }) => state !== "none") ?? [];
  const counted = sheets.filter(({ state }) => state !== "recused");
  return {
    done: heard.length - openSlots(body).length,
    total: heard.length,
    signed: counted.filter(({ state }) => state === "signed").length,
    awaited: counted.length,
    due: body.todos.filter(({ from }) => Date.parse(from) <= now).length,
  };
}
