/**
 * Made from api/live/schema.py and api/live/server_frames.py by `manage.py live_types`.
 * Do not change it by hand.
 */

export interface Closing {
  code: number;
  why?: "address" | "frames" | "person" | "room";
}

export interface CommandAck {
  slot: string;
  state: string;
  server_time: string;
}

export interface CommandBody {
  slot: string;
  verb: string;
  code?: string;
  seen?: string | null;
}

export interface DeviceBody {
  room: string;
  battery: number | null;
  charging: boolean | null;
  free_mb: number | null;
  awake: boolean | null;
}

export type EmptyBody = Record<string, never>;

export interface HelloBody {
  build: string;
  device?: string | null;
  pending?: number;
}

export interface OpsAck {
  outcomes: Array<Outcome>;
  server_time: string;
}

export interface OpsBody {
  ops: Array<Record<string, unknown>>;
  device?: string | null;
}

export interface Outcome {
  op_id: string;
  outcome: "applied" | "held" | "refused" | "replayed" | "stale" | "superseded";
  current?: boolean;
  code?: string;
  sheet?: OwnSheet;
  rev?: number;
  seq?: number;
  leaf_hash?: string;
  committed_at?: string;
  first?: "applied" | "held" | "refused" | "stale" | "superseded";
}

export interface OwnSheet {
  id: string;
  state: "counted" | "excluded" | "open" | "signed" | "superseded";
  cells: Record<string, SheetCell>;
  signed_at: string | null;
  total: string | null;
  rulebook_hash: string;
  supersedes: string | null;
}

export interface Pong {
  server_time: string;
}

export interface Refused {
  problem: SocketProblem;
}

export interface ScoreOperation {
  v: 1;
  op_id: string;
  device: string;
  client_seq: number;
  sheet: string;
  criterion: string;
  value: string | null;
  base_rev: number;
  device_time: string;
  kind?: "score";
}

export interface SeenSheet {
  sheet: string;
  revs: Record<string, number>;
}

export interface SheetCell {
  value: string | null;
  rev: number;
}

export interface SignOperation {
  v: 1;
  op_id: string;
  device: string;
  client_seq: number;
  kind: "sign";
  sheets: Array<SeenSheet>;
  device_time: string;
}

export interface SocketProblem {
  code: string;
  status: number;
  title: string;
  detail: string;
  params: Record<string, string>;
  fields: Record<string, Array<string>>;
}

export interface Tempo {
  heartbeat_s: string;
  offline_s: string;
  undo_s: string;
}

export interface UnsignOperation {
  v: 1;
  op_id: string;
  device: string;
  client_seq: number;
  kind: "unsign";
  sheet: string;
  device_time: string;
}

export interface Welcome {
  server_time: string;
  build: string;
  policy_version: number;
  tempo: Tempo;
}

/** Bodies by frame type. */
export interface ClientBodies {
  hello: HelloBody;
  watch: EmptyBody;
  unwatch: EmptyBody;
  ops: OpsBody;
  ping: EmptyBody;
  command: CommandBody;
  device: DeviceBody;
}

/** Bodies by frame type. */
export interface ServerBodies {
  welcome: Welcome;
  ack: OpsAck | CommandAck;
  refused: Refused;
  pong: Pong;
  closing: Closing;
}
