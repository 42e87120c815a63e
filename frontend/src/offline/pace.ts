/** The waits of the link, in milliseconds; the server's tempo scales them. */
export interface Pace {
  heartbeat: number;
  offline: number;
  /** Longest wait for an acknowledgement before the batch goes out again. */
  answer: number;
  /** How long a batch may be on its way before the judge sees "sent". */
  sent: number;
  retries: number[];
}

const SECONDS = { heartbeat_s: "5", offline_s: "15" };

/** The waits of a tempo, whose seconds come as decimal text. */
export function paceOf(tempo: { heartbeat_s: string; offline_s: string } = SECONDS): Pace {
  const heartbeat = Number(tempo.heartbeat_s) || 5;
  const scale = heartbeat / 5;
  return {
    heartbeat: heartbeat * 1000,
    offline: (Number(tempo.offline_s) || 15) * 1000,
    answer: 8000 * Math.max(scale, 0.25),
    sent: 1000,
    retries: [500, 1000, 2000, 4000, 8000, 15000].map((wait) => wait * scale),
  };
}

/** The wait before try number `attempt` (from 0): between half of the step and the whole. */
export function retryWait(pace: Pace, attempt: number, random: () => number): number {
  const step = pace.retries[Math.min(attempt, pace.retries.length - 1)] ?? 15000;
  return step * (0.5 + random() / 2);
}

/** Full jitter for a reconnect, so that a hall of tablets does not come back in one instant. */
export function reconnectWait(pace: Pace, attempt: number, random: () => number): number {
  const step = pace.retries[Math.min(attempt, pace.retries.length - 1)] ?? 15000;
  return step * random();
}
