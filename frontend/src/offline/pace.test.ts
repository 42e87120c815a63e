import { describe, expect, it } from "vitest";
import { paceOf, reconnectWait, retryWait } from "./pace";

const pace = paceOf();
/** Evenly spread draws: what a good source of chance gives in the long run. */
const draws = Array.from({ length: 1000 }, (_, each) => (each + 0.5) / 1000);

function tenths(waits: number[], most: number): number[] {
  const counts = new Array<number>(10).fill(0);
  for (const wait of waits) counts[Math.floor((wait / most) * 10)]! += 1;
  return counts;
}

describe("reconnectWait", () => {
  it.each([
    [0, 500],
    [1, 1000],
    [3, 4000],
    [5, 15_000],
    [50, 15_000],
  ])("spreads try %i evenly over all of 0 to %i ms", (attempt, most) => {
    const waits = draws.map((draw) => reconnectWait(pace, attempt, () => draw));
    expect(Math.max(...waits)).toBeLessThan(most);
    expect(tenths(waits, most)).toEqual(new Array(10).fill(100));
  });

  it("brings every tablet of a rolling restart back within half a second of the close", () => {
    expect(reconnectWait(pace, 0, () => 0.999_999)).toBeLessThan(500);
  });
});

describe("retryWait", () => {
  it("never sends a batch again at once", () => {
    expect(retryWait(pace, 0, () => 0)).toBe(250);
    expect(retryWait(pace, 9, () => 0.999_999)).toBeLessThan(15_000);
  });
});
