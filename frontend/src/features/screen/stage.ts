import { useEffect, useState } from "react";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import { BUILD } from "@/lib/build";
import { ServerClock } from "@/offline/clock";
import { RoomFeed, type RoomState } from "@/offline/room";
import { LiveSocket } from "@/offline/socket";
import { keepScene, type Kept } from "./keep";
import type { Place } from "./place";
import type { StageRoom } from "./types";

type Snapshot = RoomState<StageRoom> & { room: string };

const AGAIN = 2000;
const GONE = new Set([401, 403, 404]);

/**
 * The stage of a room: frames while the socket is up, and what was on air last until then. A lost
 * link is no fault here: the scene stays and its clock runs on.
 */
export class Stage {
  readonly clock: ServerClock;
  readonly feed: RoomFeed<StageRoom>;
  readonly socket: LiveSocket;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private stopped = false;

  /** `onGone`: the server says that this browser shows nothing of the room any more. */
  constructor(
    private readonly place: Place,
    kept: Kept | null,
    private readonly onGone: () => void,
  ) {
    const offset = kept?.offsetMs ?? 0;
    this.clock = new ServerClock(() => Date.now() + offset);
    this.socket = new LiveSocket({
      url: () => `${location.origin.replace(/^http/, "ws")}/ws/v1/live`,
      build: BUILD,
      device: () => undefined,
      clock: this.clock,
      onState: (_room, v, body) => this.feed.take(v, body as StageRoom),
      onOpen: () => this.refresh(),
      onHalt: (why) => {
        if (why === "sign_in") this.leave();
      },
      onRights: () => this.refresh(),
    });
    this.feed = new RoomFeed<StageRoom>({
      snapshot: () => this.snapshot(),
      rest: () => this.socket.pace.heartbeat,
      onState: (state) => {
        // An answer that was under way when this browser was sent off leaves nothing on it.
        if (this.stopped) return;
        const offsetMs = this.clock.time() - Date.now();
        keepScene({ place, state, offsetMs, at: this.clock.time() });
      },
    });
    if (kept) this.feed.state.set(kept.state);
  }

  start(): () => void {
    this.stopped = false;
    this.socket.start();
    this.refresh();
    return () => {
      this.stopped = true;
      clearTimeout(this.timer);
      this.socket.stop();
      this.feed.close();
    };
  }

  private leave(): void {
    this.stopped = true;
    this.onGone();
  }

  private async snapshot(): Promise<Snapshot> {
    const found = await api.get<Snapshot>(`rounds/${this.place.round}/room`);
    this.socket.watch(found.room);
    return found;
  }

  /** Asks until the server has answered once; afterwards the socket says when to ask. */
  private refresh(): void {
    clearTimeout(this.timer);
    this.feed.refresh(true).catch((error: unknown) => {
      if (this.stopped) return;
      if (error instanceof ProblemError && GONE.has(error.status)) this.leave();
      else this.timer = setTimeout(() => this.refresh(), AGAIN);
    });
  }
}

/** The server's time, for countdowns and the clock in the corner. */
export function useStageTime(stage: Stage): number {
  const [now, setNow] = useState(() => stage.clock.time());
  useEffect(() => {
    const timer = setInterval(() => setNow(stage.clock.time()), 200);
    return () => clearInterval(timer);
  }, [stage]);
  return now;
}
