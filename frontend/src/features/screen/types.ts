import type { Bilingual } from "@/api/types";
import type { PitchClock } from "@/lib/pitchClock";

export interface StageSlot {
  position: number;
  state: string;
  entry: { number: string; title: string; team: Bilingual };
  clock: PitchClock | null;
  /** Only from *revealed* on. */
  final?: string | null;
  dropped?: string[];
}

/** The room as the stage may see it: never a mark before it was revealed. */
export interface StageRoom {
  slot: StageSlot | null;
}
