import type {
  Closing,
  DeviceBody,
  EmptyBody,
  HelloBody,
  Pong,
  SocketProblem,
  Welcome,
} from "@/api/live";
import type { Acknowledgement, Operation } from "./types";

/** Socket frames of the subprotocol `yisai.v1`. */
export const SUBPROTOCOL = "yisai.v1";

/** A refusal; a page in the way answers with less than the server does. */
export type Problem = Pick<SocketProblem, "code"> &
  Partial<Pick<SocketProblem, "status" | "title" | "detail">>;

export type { Welcome };

export type ServerFrame =
  | { t: "welcome"; id?: string; body: Welcome }
  | { t: "state"; id?: string; room: string; v: number; body: unknown }
  | { t: "ack"; id?: string; body: Acknowledgement }
  | { t: "refused"; id?: string; room?: string; body: { problem: Problem } }
  | { t: "pong"; id?: string; body: Pong }
  | { t: "closing"; id?: string; body: Closing };

export type ClientFrame =
  | { t: "hello"; id: string; body: HelloBody }
  | { t: "watch" | "unwatch"; id: string; room: string }
  | { t: "ops"; id: string; body: { ops: Operation[] } }
  | { t: "device"; id: string; body: DeviceBody }
  | { t: "ping"; id: string; body: EmptyBody };

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
