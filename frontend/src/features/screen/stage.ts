import { useEffect, useState } from "react";
import { api } from "@/api/client";
import type { EditionDetail, EditionSummary, Page, Session } from "@/api/types";
import { BUILD } from "@/lib/build";
import { ServerClock } from "@/offline/clock";
import { RoomFeed, type RoomState } from "@/offline/room";
import { LiveSocket } from "@/offline/socket";
import type { StageRoom } from "./types";

const POLL = 2000;

export interface Place {
  edition: EditionDetail | null;
  round: string;
  /** Known from the address; without it the snapshot is asked for again and again. */
  room: string | null;
}

/** The edition that the emcee works for: named by the role, else the host's newest. */
async function editionOf(session: Session): Promise<EditionDetail | null> {
  const role = session.memberships.find((each) => each.role === "emcee");
  if (!role) return null;
  if (role.scope_id) return api.get<EditionDetail>(`editions/${role.scope_id}`);
  const { results } = await api.get<Page<EditionSummary>>("editions");
  const own = results.filter((each) => each.host.id === role.host.id);
  const newest = own.sort((a, b) => b.opens_at.localeCompare(a.opens_at))[0];
  return newest ? api.get<EditionDetail>(`editions/${newest.id}`) : null;
}

/** Which room this screen shows: from its address, else the emcee's edition and its last round. */
export async function placeFind(session: Session): Promise<Place | null> {
  const address = new URLSearchParams(location.search);
  const edition = await editionOf(session);
  const rounds = [...(edition?.rounds ?? [])].sort((a, b) => a.seq - b.seq);
  const running = rounds.filter((round) => round.state !== "prepared").at(-1) ?? rounds.at(-1);
  const round = address.get("round") ?? running?.id;
  return round ? { edition, round, room: address.get("room") } : null;
}

/** The stage of a room: frames while the socket is up, else the snapshot. Errors never show. */
export class Stage {
  readonly clock = new ServerClock();
  readonly feed: RoomFeed<StageRoom>;
  private readonly socket: LiveSocket;
  private timer: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly place: Place) {
    const refresh = () => void this.feed.refresh(true).catch(() => undefined);
    this.socket = new LiveSocket({
      url: () => `${location.origin.replace(/^http/, "ws")}/ws/v1/live`,
      build: BUILD,
      device: () => undefined,
      clock: this.clock,
      onState: (_room, v, body) => this.feed.take(v, body as StageRoom),
      onOpen: refresh,
      onHalt: () => undefined,
      onRights: refresh,
    });
    this.feed = new RoomFeed<StageRoom>({
      snapshot: () => api.get<RoomState<StageRoom>>(`rounds/${place.round}/room`),
      rest: () => this.socket.pace.heartbeat,
    });
  }

  start(): () => void {
    const refresh = () => void this.feed.refresh(true).catch(() => undefined);
    this.socket.start();
    if (this.place.room) this.socket.watch(this.place.room);
    else this.timer = setInterval(refresh, POLL);
    refresh();
    return () => {
      clearInterval(this.timer);
      this.socket.stop();
      this.feed.close();
    };
  }
}

/** The server's time for a countdown. */
export function useStageTime(stage: Stage): number {
  const [now, setNow] = useState(() => stage.clock.time());
  useEffect(() => {
    const timer = setInterval(() => setNow(stage.clock.time()), 200);
    return () => clearInterval(timer);
  }, [stage]);
  return now;
}
