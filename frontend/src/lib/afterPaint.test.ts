import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { afterPaint } from "./afterPaint";

describe("work after a frame", () => {
  let frames: FrameRequestCallback[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    frames = [];
    vi.stubGlobal("requestAnimationFrame", (frame: FrameRequestCallback) => frames.push(frame));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it("waits for the frame, then runs once and in order", () => {
    const seen: number[] = [];
    afterPaint(() => seen.push(1));
    afterPaint(() => seen.push(2));
    vi.advanceTimersByTime(50);
    expect(seen).toEqual([]);
    frames.forEach((frame) => frame(0));
    vi.advanceTimersByTime(8);
    expect(seen).toEqual([1, 2]);
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual([1, 2]);
  });

  it("is held back by no page that is drawn no more", () => {
    const work = vi.fn();
    afterPaint(work);
    vi.advanceTimersByTime(100);
    expect(work).toHaveBeenCalledTimes(1);
    frames.forEach((frame) => frame(0));
    vi.advanceTimersByTime(1000);
    expect(work).toHaveBeenCalledTimes(1);
  });

  it("waits for no frame once the page is put away", () => {
    const seen: number[] = [];
    afterPaint(() => seen.push(1));
    afterPaint(() => seen.push(2));
    dispatchEvent(new Event("pagehide"));
    expect(seen).toEqual([1, 2]);
    vi.advanceTimersByTime(1000);
    expect(seen).toEqual([1, 2]);
  });
});
