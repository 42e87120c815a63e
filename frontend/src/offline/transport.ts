import { API, csrfToken } from "@/api/client";
import { problemOf } from "@/api/problem";
import type { ServerClock } from "./clock";
import { LinkLost, type LiveSocket, RequestRefused } from "./socket";
import type { Acknowledgement, Operation } from "./types";

const PATH = `${API}/score-operations`;

async function send(ops: Operation[], wait: number): Promise<Response> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), wait);
  try {
    return await fetch(PATH, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
      body: JSON.stringify({ device: ops[0]?.device, ops }),
      signal: abort.signal,
    });
  } catch {
    throw new LinkLost();
  } finally {
    clearTimeout(timer);
  }
}

/** Posts a batch when the socket is down. Raises LinkLost or RequestRefused. */
export async function opsPost(
  ops: Operation[],
  clock: ServerClock,
  wait: number,
): Promise<Acknowledgement> {
  const started = Date.now();
  const response = await send(ops, wait);
  if (!response.ok) {
    const after = Number(response.headers.get("Retry-After") ?? "0");
    throw new RequestRefused((await problemOf(response)).body, after);
  }
  try {
    const ack = (await response.json()) as Acknowledgement;
    clock.sample(ack.server_time, Date.now() - started);
    return ack;
  } catch {
    throw new LinkLost();
  }
}

/** By socket while it is up, else by POST; a socket that fails mid-way is retried by the sender. */
export function transmitter(socket: LiveSocket, clock: ServerClock) {
  return async (ops: Operation[]): Promise<Acknowledgement> => {
    if (socket.up) return socket.ops(ops);
    const ack = await opsPost(ops, clock, socket.pace.answer);
    socket.hearsay();
    return ack;
  };
}
