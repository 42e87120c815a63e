/** Between two cards, as board.css has it. */
export const GAP = 10;
const GUESS = 170;

/** A card that is drawn, or the room of those that are not. */
export type Span = { id: string; at: number } | { from: number; room: number };
/** The cards in reach: from the first one up to, and without, the second. */
export type Reach = readonly [number, number];

/** How tall cards are: measured where they have been drawn, else like the first ones. */
export class Heights {
  private readonly known = new Map<string, number>();
  private guess: number | null = null;

  of(id: string): number {
    return this.known.get(id) ?? this.guess ?? GUESS;
  }

  /** The guess stays once it is made: a length that changes while one scrolls would jump. */
  learn(drawn: ReadonlyMap<string, number>): void {
    const sizes = [...drawn].filter(([, height]) => height > 0);
    for (const [id, height] of sizes) this.known.set(id, height);
    if (this.guess !== null || sizes.length === 0) return;
    this.guess = sizes.reduce((sum, [, height]) => sum + height, 0) / sizes.length;
  }

  /** Another width makes other heights. */
  forget(): void {
    this.known.clear();
    this.guess = null;
  }
}

/** Which cards touch the stretch between two heights, counted from the top of the first. */
export function reachOf(ids: string[], heights: Heights, top: number, bottom: number): Reach {
  let [y, from, to] = [0, 0, 0];
  ids.forEach((id, at) => {
    const end = y + heights.of(id);
    if (end < top) from = at + 1;
    if (y <= bottom) to = at + 1;
    y = end + GAP;
  });
  return [Math.min(from, to), to];
}

/** The lane from top to end: what is in reach or kept is drawn, what is between leaves its room. */
export function spansOf(
  ids: string[],
  heights: Heights,
  [start, end]: Reach,
  kept: ReadonlySet<string>,
): Span[] {
  const spans: Span[] = [];
  ids.forEach((id, at) => {
    if ((at >= start && at < end) || kept.has(id)) return spans.push({ id, at });
    const last = spans.at(-1);
    if (last && "room" in last) last.room += GAP + heights.of(id);
    else spans.push({ from: at, room: heights.of(id) });
    return undefined;
  });
  return spans;
}
