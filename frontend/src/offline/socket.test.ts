import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ServerClock } from "./clock";
import { LinkLost, LiveSocket, type SocketPorts } from "./socket";

const TIME = "2026-11-25T08:00:00.000000Z";
const TEMPO = { heartbeat_s: "5.0", offline_s: "15.0" };

/** A socket that a test plays the server of. */
class Wire {
  static all: Wire[] = [];
  readyState = 1;
  sent: { t: string; id: string; room?: string; body?: Record<string, unknown> }[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: string }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  constructor(
    readonly url: string,
    readonly protocol: string,
  ) {
    Wire.all.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text) as (typeof this.sent)[number]);
  }
  close() {
    this.readyState = 3;
  }
  says(frame: unknown) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
  ends(code: number) {
    this.readyState = 3;
    this.onclose?.({ code });
  }
  welcome() {
    this.onopen?.();
    const body = { server_time: TIME, build: "1", policy_version: 1, tempo: TEMPO };
    this.says({ t: "welcome", id: this.sent[0]?.id, body });
  }
}
const last = () => Wire.all.at(-1)!;

function open(more: Partial<SocketPorts> = {}) {
  const heard = { state: vi.fn(), open: vi.fn(), halt: vi.fn(), rights: vi.fn() };
  const socket = new LiveSocket({
    url: () => "wss://hall/ws/v1/live",
    build: "test",
    device: () => "device-3",
    clock: new ServerClock(),
    open: (url, protocol) => new Wire(url, protocol) as unknown as WebSocket,
    random: () => 1,
    onState: heard.state,
    onOpen: heard.open,
    onHalt: heard.halt,
    onRights: heard.rights,
    ...more,
  });
  return { socket, heard };
}

describe("live socket", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    Wire.all = [];
  });
  afterEach(() => vi.useRealTimers());

  it("speaks yisai.v1: hello, then the rooms it watches, then their states", () => {
    const { socket, heard } = open();
    socket.watch("room-1");
    socket.start();
    expect(last().protocol).toBe("yisai.v1");
    last().welcome();
    expect(last().sent.map(({ t, room, body }) => ({ t, room, body }))).toEqual([
      { t: "hello", room: undefined, body: { build: "test", device: "device-3" } },
      { t: "watch", room: "room-1", body: undefined },
    ]);
    last().says({ t: "state", room: "room-1", v: 7, body: { slot: null } });
    expect(heard.state).toHaveBeenCalledWith("room-1", 7, { slot: null });
    expect(heard.open).toHaveBeenCalledOnce();
    socket.stop();
  });

  it("is slow after one missed heartbeat and offline after fifteen seconds, then comes back", () => {
    const { socket } = open();
    socket.start();
    last().welcome();
    expect(socket.link.get()).toBe("online");
    vi.advanceTimersByTime(5000);
    const ping = last().sent.at(-1)!;
    expect(ping.t).toBe("ping");
    last().says({ t: "pong", id: ping.id, body: { server_time: TIME } });
    expect(socket.link.get()).toBe("online");
    vi.advanceTimersByTime(10_000);
    expect(socket.link.get()).toBe("slow");
    vi.advanceTimersByTime(10_000);
    expect(socket.link.get()).toBe("offline");
    expect(Wire.all.length).toBeGreaterThan(1);
    last().welcome();
    expect(socket.link.get()).toBe("online");
    socket.stop();
  });

  it("answers operations by their frame, and fails them when the link goes first", async () => {
    const { socket } = open();
    socket.start();
    await expect(socket.ops([])).rejects.toBeInstanceOf(LinkLost);
    last().welcome();
    const first = socket.ops([]);
    const ack = { outcomes: [], server_time: TIME };
    last().says({ t: "ack", id: last().sent.at(-1)!.id, body: ack });
    await expect(first).resolves.toEqual(ack);
    const second = socket.ops([]);
    last().ends(1006);
    await expect(second).rejects.toBeInstanceOf(LinkLost);
    last().welcome();
    const third = socket.ops([]);
    vi.advanceTimersByTime(8000);
    await expect(third).rejects.toBeInstanceOf(LinkLost);
    socket.stop();
  });

  it.each([
    [4401, "sign_in"],
    [4409, "replaced"],
    [4426, "too_old"],
  ])("stays away after %i until somebody acts", (code, why) => {
    const { socket, heard } = open();
    socket.start();
    last().welcome();
    last().ends(code);
    vi.advanceTimersByTime(60_000);
    expect(heard.halt).toHaveBeenCalledWith(why);
    expect(Wire.all).toHaveLength(1);
    socket.start();
    expect(Wire.all).toHaveLength(2);
    socket.stop();
  });

  it("tells why there is no place, waits for long, and asks at once on a tap", () => {
    const said = vi.fn();
    const { socket } = open({ onClosing: said });
    socket.start();
    last().onopen?.();
    last().says({ t: "closing", body: { code: 4429, why: "person" } });
    last().ends(4429);
    expect(said).toHaveBeenCalledWith({ code: 4429, why: "person" });
    vi.advanceTimersByTime(14_000);
    expect(Wire.all).toHaveLength(1);
    socket.nudge();
    expect(Wire.all).toHaveLength(2);
    socket.stop();
  });

  it("asks for its rights after 4403 and comes back; a nudge does not wait", () => {
    const { socket, heard } = open();
    socket.start();
    last().welcome();
    last().ends(4403);
    expect(heard.rights).toHaveBeenCalledOnce();
    expect(Wire.all).toHaveLength(1);
    socket.nudge();
    expect(Wire.all).toHaveLength(2);
    last().ends(1012);
    vi.advanceTimersByTime(600);
    expect(Wire.all).toHaveLength(3);
    socket.stop();
  });
});
