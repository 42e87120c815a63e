import { describe, expect, it } from "vitest";
import { GAP, Heights, reachOf, spansOf } from "./spans";

const ids = ["a", "b", "c", "d", "e"];
const tall = (height: number, ...those: string[]) => {
  const heights = new Heights();
  heights.learn(new Map(those.map((id) => [id, height])));
  return heights;
};
const even = tall(100, ...ids);
const none = new Set<string>();

describe("heights", () => {
  it("are like the first ones that were drawn, and the guess stays", () => {
    const heights = tall(100, "a");
    expect(heights.of("e")).toBe(100);
    heights.learn(new Map([["b", 300]]));
    expect([heights.of("b"), heights.of("e")]).toEqual([300, 100]);
  });

  it("are unknown again in another width", () => {
    const heights = tall(100, "a");
    heights.forget();
    expect(heights.of("a")).not.toBe(100);
    heights.learn(new Map([["b", 60]]));
    expect(heights.of("a")).toBe(60);
  });

  it("are not learned from what has no box", () => {
    const heights = tall(100, "a");
    heights.learn(new Map([["a", 0]]));
    expect(heights.of("a")).toBe(100);
  });
});

describe("the reach", () => {
  it("is what touches the stretch", () => {
    expect(reachOf(ids, even, 0, 50)).toEqual([0, 1]);
    expect(reachOf(ids, even, 105, 220)).toEqual([1, 3]);
    expect(reachOf(ids, even, 215, 9999)).toEqual([2, 5]);
  });

  it("is empty beside the lane, and never goes over its ends", () => {
    expect(reachOf(ids, even, -900, -500)).toEqual([0, 0]);
    expect(reachOf(ids, even, 5000, 6000)).toEqual([5, 5]);
    expect(reachOf([], even, 0, 900)).toEqual([0, 0]);
  });
});

describe("the spans of a lane", () => {
  const whole = (spans: ReturnType<typeof spansOf>) =>
    spans.reduce((sum, span) => sum + ("room" in span ? span.room : 100), 0) +
    GAP * (spans.length - 1);

  it("leave the room of what is not drawn, to the pixel", () => {
    const spans = spansOf(ids, even, [2, 3], none);
    expect(spans).toEqual([
      { from: 0, room: 210 },
      { id: "c", at: 2 },
      { from: 3, room: 210 },
    ]);
    for (const reach of [
      [0, 5],
      [0, 0],
      [4, 5],
      [5, 5],
      [1, 2],
    ] as const)
      expect(whole(spansOf(ids, even, reach, new Set(["b"])))).toBe(540);
  });

  it("keep a card that is far from what is in sight", () => {
    const spans = spansOf(ids, even, [4, 5], new Set(["b", "gone"]));
    expect(spans).toEqual([
      { from: 0, room: 100 },
      { id: "b", at: 1 },
      { from: 2, room: 210 },
      { id: "e", at: 4 },
    ]);
  });

  it("are every card where all are in reach, and none in an empty lane", () => {
    expect(spansOf(ids, even, [0, 5], none).map((span) => "id" in span && span.id)).toEqual(ids);
    expect(spansOf([], even, [0, 8], none)).toEqual([]);
  });
});
