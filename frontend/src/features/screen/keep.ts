import type { RoomState } from "@/offline/room";
import type { Place } from "./place";
import type { StageRoom } from "./types";

const KEY = "yisai.screen";

/** What was on air last, and by whose clock: enough to open the wall without a network. */
export interface Kept {
  place: Place;
  state: RoomState<StageRoom>;
  offsetMs: number;
  /** The server's time when it was kept. */
  at?: number;
}

/** Keeps the body that is on air and nothing else: what the hall has seen may be seen again. */
export function keepScene(kept: Kept): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(kept));
  } catch {
    // A full or forbidden store costs the scene after a reload without a network, nothing more.
  }
}

/** What was kept, or null. */
export function keptScene(): Kept | null {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null") as Partial<Kept> | null;
    return kept?.place && kept.state?.body ? (kept as Kept) : null;
  } catch {
    return null;
  }
}

/** This browser is no screen any more: nothing of the room stays on it. */
export function forgetScene(): void {
  localStorage.removeItem(KEY);
}
