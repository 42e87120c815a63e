/** The pitch clock as the server states it; every screen computes the same from it. */
export interface PitchClock {
  started_at: string | null;
  paused_ms: number;
  paused_at: string | null;
  duration_s: number;
}

/** Milliseconds left at a server time; negative once the time has run over. */
export function remaining(clock: PitchClock, now: number): number {
  if (!clock.started_at) return clock.duration_s * 1000;
  const end = clock.paused_at ? Date.parse(clock.paused_at) : now;
  return clock.duration_s * 1000 - (end - Date.parse(clock.started_at) - clock.paused_ms);
}

/** 03:24, and +0:12 once the time is over. */
export function countdown(ms: number): string {
  const seconds = ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const rest = String(seconds % 60).padStart(2, "0");
  return ms < 0 ? `+${minutes}:${rest}` : `${String(minutes).padStart(2, "0")}:${rest}`;
}
