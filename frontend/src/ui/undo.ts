import { Signal } from "@/offline/signal";

export interface Undo {
  id: number;
  /** What was done, naming the object. */
  text: string;
  /** Takes it back; a rejection is shown in its words. */
  undo: () => void | Promise<unknown>;
}

/** What can be taken back at present; the newest replaces the one before. */
export const undoOffer = new Signal<Undo | null>(null);

let last = 0;

/** Offers to take something back for as long as the tempo says. */
export function offerUndo(text: string, undo: Undo["undo"]): void {
  last += 1;
  undoOffer.set({ id: last, text, undo });
}

/** Withdraws an offer, if it still stands. */
export function dropUndo(id: number): void {
  if (undoOffer.get()?.id === id) undoOffer.set(null);
}
