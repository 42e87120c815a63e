import { afterEach, describe, expect, it, vi } from "vitest";
import { workerStart } from "./worker";

function browser(controller: object | null = {}) {
  const waiting = { postMessage: vi.fn() };
  const listeners: (() => void)[] = [];
  const register = vi.fn(() => Promise.resolve({ waiting }));
  const container = {
    controller,
    register,
    addEventListener: (_name: string, listener: () => void) => listeners.push(listener),
  } as unknown as ServiceWorkerContainer;
  return { container, register, waiting, change: () => listeners.forEach((call) => call()) };
}

describe("the panel's worker", () => {
  afterEach(() => vi.useRealTimers());

  it("is registered for the judge's addresses only, and only in a secure context", async () => {
    const { container, register } = browser();
    expect(await workerStart({ idle: () => true, container, secure: false })).toBeNull();
    expect(register).not.toHaveBeenCalled();
    const stop = await workerStart({ idle: () => true, container, secure: true });
    expect(register).toHaveBeenCalledWith("/judge-sw.js", { scope: "/judge" });
    stop?.();
  });

  it("does without where the browser has none or refuses", async () => {
    const idle = () => true;
    expect(await workerStart({ idle, container: undefined, secure: true })).toBeNull();
    const { container, register } = browser();
    register.mockRejectedValueOnce(new Error("refused"));
    expect(await workerStart({ idle, container, secure: true })).toBeNull();
  });

  it("lets a new version wait until nothing is open", async () => {
    vi.useFakeTimers();
    let idle = false;
    const { container, waiting } = browser();
    const stop = await workerStart({ idle: () => idle, container, secure: true });
    await vi.advanceTimersByTimeAsync(120_000);
    expect(waiting.postMessage).not.toHaveBeenCalled();
    idle = true;
    await vi.advanceTimersByTimeAsync(30_000);
    expect(waiting.postMessage).toHaveBeenCalledWith("activate");
    stop?.();
  });

  it.each([
    [{}, true, 1],
    [{}, false, 0],
    [null, true, 0], // the first version of all replaces nothing
  ])("starts the page anew only after a change while idle", async (before, idle, times) => {
    const { container, change } = browser(before);
    const reload = vi.fn();
    const stop = await workerStart({ idle: () => idle, container, secure: true, reload });
    change();
    expect(reload).toHaveBeenCalledTimes(times);
    stop?.();
  });
});
