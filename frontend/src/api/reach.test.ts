import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { request } from "./client";
import { PROBE_MS, reachable, reachWatch } from "./reach";

const fetched = vi.fn<() => Promise<Response>>();
let stop: () => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", fetched);
  reachable.set(true);
});
afterEach(() => {
  stop();
  fetched.mockReset();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const away = () => Promise.reject(new TypeError("Failed to fetch"));

describe("whether the server is there", () => {
  it("is lost by a request without an answer, and found by any answer", async () => {
    fetched.mockImplementation(away);
    await expect(request("GET", "session")).rejects.toMatchObject({ code: "network" });
    expect(reachable.get()).toBe(false);
    fetched.mockResolvedValue(new Response("{}", { status: 500 }));
    await expect(request("GET", "session")).rejects.toMatchObject({ status: 500 });
    expect(reachable.get()).toBe(true);
  });

  it("is asked again while it is away, and not otherwise", async () => {
    const back = vi.fn();
    stop = reachWatch(back);
    await vi.advanceTimersByTimeAsync(10 * PROBE_MS);
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockImplementation(away);
    window.dispatchEvent(new Event("offline"));
    await vi.advanceTimersByTimeAsync(2 * PROBE_MS);
    expect(fetched).toHaveBeenCalledTimes(2);
    expect(back).not.toHaveBeenCalled();
    fetched.mockResolvedValue(new Response("{}"));
    await vi.advanceTimersByTimeAsync(PROBE_MS);
    expect(back).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(10 * PROBE_MS);
    expect(fetched).toHaveBeenCalledTimes(3);
  });

  it("does not take a page of a portal for the server", async () => {
    stop = reachWatch(vi.fn());
    fetched.mockResolvedValue(new Response("", { status: 511 }));
    window.dispatchEvent(new Event("offline"));
    await vi.advanceTimersByTimeAsync(PROBE_MS);
    expect(reachable.get()).toBe(false);
  });
});
