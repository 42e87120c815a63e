/** Which entry the panel shows: it follows the stage, but never out of a judge's hand. */
export interface Hand {
  /** The entry on the panel, or null. */
  shown: string | null;
  /** Its sheet is open, unsigned and has a mark. */
  busy: boolean;
  /** The judge opened it from the queue. */
  chosen: boolean;
}

export interface Follow {
  show: string | null;
  /** Another entry is on stage and waits for the judge to go there. */
  offer: string | null;
}

export function followed(hand: Hand, current: string | null): Follow {
  if (current === null || current === hand.shown) return { show: hand.shown, offer: null };
  if (hand.shown !== null && (hand.busy || hand.chosen)) {
    return { show: hand.shown, offer: current };
  }
  return { show: current, offer: null };
}
