import type { LinkState } from "./socket";

export type Pill = "online" | "syncing" | "slow" | "offline" | "signin";

export interface PillFacts {
  /** What the heartbeat says. */
  link: LinkState;
  /** A person must act before anything can be sent. */
  held: boolean;
  /** Operations that no acknowledgement has removed. */
  waiting: number;
  /** How many there were when the link came back; 0 in everyday work. */
  backlog: number;
}

/** What the pill of a link says. Only acknowledgements and the heartbeat can change it. */
export function pillOf({ link, held, waiting, backlog }: PillFacts): {
  state: Pill;
  done: number;
  all: number;
} {
  const making = link !== "offline" && backlog > 0 && waiting > 0;
  const state = held ? "signin" : making ? "syncing" : link;
  return { state, done: Math.max(0, backlog - waiting), all: backlog };
}
