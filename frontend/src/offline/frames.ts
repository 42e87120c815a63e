import type { Acknowledgement, Operation } from "./types";

/** Socket frames of the subprotocol `yisai.v1`. */
export const SUBPROTOCOL = "yisai.v1";

export interface Problem {
  code: string;
  status?: number;
  title?: string;
  detail?: string;
}

export interface Welcome {
  server_time: string;
  build: string;
  policy_version: number;
  /** Seconds as decimal text. */
  tempo: { heartbeat_s: string; offline_s: string };
}

export type ServerFrame =
  | { t: "welcome"; id?: string; body: Welcome }
  | { t: "state"; id?: string; room: string; v: number; body: unknown }
  | { t: "ack"; id?: string; body: Acknowledgement }
  | { t: "refused"; id?: string; room?: string; body: { problem: Problem } }
  | { t: "pong"; id?: string; body: { server_time: string } }
  | { t: "closing"; id?: string; body: { code: number } };

export type ClientFrame =
  | { t: "hello"; id: string; body: { build: string; device?: string; pending?: number } }
  | { t: "watch" | "unwatch"; id: string; room: string }
  | { t: "ops"; id: string; body: { ops: Operation[] } }
  | { t: "ping"; id: string; body: Record<string, never> };

export const CLOSE = {
  badFrame: 4400,
  signIn: 4401,
  rightsChanged: 4403,
  unknownRoom: 4404,
  tooSlow: 4408,
  replaced: 4409,
  tooOld: 4426,
  tooMany: 4429,
  restart: 1012,
} as const;
