import type { Closing, DeviceBody } from "@/api/live";
import { CLOSE, SUBPROTOCOL, type ClientFrame, type Problem, type ServerFrame } from "./frames";
import { paceOf, reconnectWait, type Pace } from "./pace";
import { Signal } from "./signal";
import type { ServerClock } from "./clock";
import type { Acknowledgement, Operation } from "./types";

export type LinkState = "online" | "slow" | "offline";

/** Why the socket stays away until something else happens. */
export type Halt = "sign_in" | "replaced" | "too_old";

export interface SocketPorts {
  url: () => string;
  build: string;
  device: () => string | undefined;
  /** Operations that wait on this device: while any does, an old client is not sent away. */
  pending?: () => number;
  clock: ServerClock;
  open?: (url: string, protocol: string) => WebSocket;
  random?: () => number;
  now?: () => number;
  onState: (room: string, v: number, body: unknown) => void;
  onOpen: () => void;
  onHalt: (why: Halt) => void;
  onRights: () => void;
  /** The server says why it ends the line. */
  onClosing?: (why: Closing) => void;
  onProblem?: (problem: Problem, room?: string) => void;
}

/** What there is too much of, so that the server gives no place: it is asked again and again. */
export type Crowded = NonNullable<Closing["why"]>;

export class LinkLost extends Error {}

interface Pending {
  done: (ack: Acknowledgement) => void;
  fail: (error: Error) => void;
  timer: ReturnType<typeof setTimeout>;
}

/** One live connection that comes back by itself and knows how good it is. */
export class LiveSocket {
  readonly link = new Signal<LinkState>("slow");
  pace: Pace = paceOf();
  private ws: WebSocket | null = null;
  private ready = false;
  private stopped = true;
  private attempt = 0;
  private frame = 0;
  private heard: number;
  /** When the hello went out: the welcome's way there and back. */
  private hello = 0;
  private beat: ReturnType<typeof setTimeout> | undefined;
  private again: ReturnType<typeof setTimeout> | undefined;
  private readonly rooms = new Set<string>();
  private readonly waiting = new Map<string, Pending>();
  private readonly pings = new Map<string, number>();
  private readonly now: () => number;
  private readonly random: () => number;

  constructor(private readonly ports: SocketPorts) {
    this.now = ports.now ?? Date.now;
    this.random = ports.random ?? Math.random;
    this.heard = this.now();
  }

  get up(): boolean {
    return this.ready;
  }

  start(): void {
    if (!this.stopped) return;
    this.stopped = false;
    this.attempt = 0;
    this.connect();
    this.pulse();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.again);
    clearTimeout(this.beat);
    this.drop();
  }

  /** Tries now instead of after the wait: the judge tapped, or the device says it is online. */
  nudge(): void {
    if (this.stopped || this.ws) return;
    this.attempt = 0;
    clearTimeout(this.again);
    this.connect();
  }

  /** The server answered on another way: it is reachable, though not live. */
  hearsay(): void {
    this.heard = this.now();
    if (!this.ready && !this.stopped) this.link.set("slow");
  }

  watch(room: string): void {
    if (this.rooms.has(room)) return;
    this.rooms.add(room);
    if (this.ready) this.send({ t: "watch", id: this.id(), room });
  }

  unwatch(room: string): void {
    if (!this.rooms.delete(room)) return;
    if (this.ready) this.send({ t: "unwatch", id: this.id(), room });
  }

  /** Sends operations; resolves with their acknowledgement, rejects when the link fails first. */
  ops(ops: Operation[]): Promise<Acknowledgement> {
    if (!this.ready) return Promise.reject(new LinkLost());
    const id = this.id();
    return new Promise((done, fail) => {
      const timer = setTimeout(() => {
        this.waiting.delete(id);
        fail(new LinkLost());
      }, this.pace.answer);
      this.waiting.set(id, { done, fail, timer });
      this.pings.set(id, this.now());
      this.send({ t: "ops", id, body: { ops } });
    });
  }

  /** Says how this device stands; false where the line is down. */
  tell(body: DeviceBody): boolean {
    if (this.ready) this.send({ t: "device", id: this.id(), body });
    return this.ready;
  }

  private id(): string {
    this.frame += 1;
    return String(this.frame);
  }

  private send(frame: ClientFrame): void {
    this.ws?.send(JSON.stringify(frame));
  }

  private connect(): void {
    const make = this.ports.open ?? ((url, protocol) => new WebSocket(url, protocol));
    let ws: WebSocket;
    try {
      ws = make(this.ports.url(), SUBPROTOCOL);
    } catch {
      this.later();
      return;
    }
    this.ws = ws;
    ws.onopen = () => {
      this.hello = this.now();
      const device = this.ports.device();
      this.send({
        t: "hello",
        id: this.id(),
        body: {
          build: this.ports.build,
          ...(device && { device }),
          ...(this.ports.pending && { pending: this.ports.pending() }),
        },
      });
    };
    ws.onmessage = (event) => this.receive(ws, String(event.data));
    ws.onclose = (event) => this.closed(ws, event.code);
  }

  private receive(ws: WebSocket, text: string): void {
    if (ws !== this.ws) return;
    const frame = JSON.parse(text) as ServerFrame;
    this.heard = this.now();
    const sent = frame.id === undefined ? undefined : this.pings.get(frame.id);
    if (frame.id !== undefined) this.pings.delete(frame.id);
    if (sent !== undefined && (frame.t === "pong" || frame.t === "ack")) {
      const way = this.now() - sent;
      this.ports.clock.sample(frame.body.server_time, way);
      this.link.set(way > this.pace.heartbeat * 0.4 ? "slow" : "online");
    }
    this.take(frame);
  }

  private take(frame: ServerFrame): void {
    if (frame.t === "welcome") this.welcome(frame.body);
    else if (frame.t === "state") this.ports.onState(frame.room, frame.v, frame.body);
    else if (frame.t === "closing") this.ports.onClosing?.(frame.body);
    else if (frame.t === "ack") this.answered(frame.id, frame.body);
    else if (frame.t === "refused") this.refused(frame.id, frame.body.problem, frame.room);
  }

  private welcome(body: Extract<ServerFrame, { t: "welcome" }>["body"]): void {
    this.pace = paceOf(body.tempo);
    this.ports.clock.sample(body.server_time, this.now() - this.hello);
    this.ready = true;
    this.attempt = 0;
    this.link.set("online");
    for (const room of this.rooms) this.send({ t: "watch", id: this.id(), room });
    this.ports.onOpen();
  }

  private answered(id: string | undefined, body: Acknowledgement): void {
    const pending = id === undefined ? undefined : this.waiting.get(id);
    if (!pending || id === undefined) return;
    this.waiting.delete(id);
    clearTimeout(pending.timer);
    pending.done(body);
  }

  private refused(id: string | undefined, problem: Problem, room?: string): void {
    const pending = id === undefined ? undefined : this.waiting.get(id);
    if (pending && id !== undefined) {
      this.waiting.delete(id);
      clearTimeout(pending.timer);
      pending.fail(new RequestRefused(problem));
    } else this.ports.onProblem?.(problem, room);
  }

  private closed(ws: WebSocket, code: number): void {
    if (ws !== this.ws) return;
    this.drop();
    if (this.stopped) return;
    if (code === CLOSE.signIn) return this.halt("sign_in");
    if (code === CLOSE.replaced) return this.halt("replaced");
    if (code === CLOSE.tooOld) return this.halt("too_old");
    if (code === CLOSE.rightsChanged || code === CLOSE.unknownRoom) this.ports.onRights();
    if (code === CLOSE.tooMany) this.attempt = this.pace.retries.length;
    this.later();
  }

  private halt(why: Halt): void {
    this.stop();
    this.link.set("offline");
    this.ports.onHalt(why);
  }

  private later(): void {
    this.ws = null;
    const wait = reconnectWait(this.pace, this.attempt, this.random);
    this.attempt += 1;
    clearTimeout(this.again);
    this.again = setTimeout(() => this.connect(), wait);
  }

  private drop(): void {
    const ws = this.ws;
    this.ws = null;
    this.ready = false;
    this.pings.clear();
    for (const pending of this.waiting.values()) {
      clearTimeout(pending.timer);
      pending.fail(new LinkLost());
    }
    this.waiting.clear();
    if (ws && ws.readyState <= 1) ws.close();
  }

  /** Every heartbeat: ask, and judge by the silence since the last frame. */
  private pulse(): void {
    const silence = this.now() - this.heard;
    if (silence >= this.pace.offline) {
      this.link.set("offline");
      if (this.ws && this.ready) {
        this.drop();
        this.later();
      }
    } else if (silence > this.pace.heartbeat * 1.5 || !this.ready) this.link.set("slow");
    if (this.ready) {
      const id = this.id();
      this.pings.set(id, this.now());
      this.send({ t: "ping", id, body: {} });
    }
    this.beat = setTimeout(() => this.pulse(), this.pace.heartbeat);
  }
}

/** The server answered, and the answer is no. */
export class RequestRefused extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfter?: number,
  ) {
    super(problem.code);
  }
}
