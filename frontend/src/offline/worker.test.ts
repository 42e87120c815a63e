import { afterEach, describe, expect, it, vi } from "vitest";
import { workerStart } from "./worker";

function browser(controller: object | null = {}) {
  const waiting = { postMessage: vi.fn() };
  const listeners = new Map<string, (event?: unknown) => void>();
  const registration = {
    active: null as object | null,
    waiting: waiting as typeof waiting | null,
    update: vi.fn(() => Promise.resolve()),
  };
  const register = vi.fn(() => Promise.resolve(registration));
  const container = {
    controller,
    register,
    addEventListener: (name: string, listener: () => void) => listeners.set(name, listener),
  } as unknown as ServiceWorkerContainer;
  const call = (name: string, event?: unknown) => listeners.get(name)?.(event);
  return {
    container,
    register,
    registration,
    waiting,
    call,
    change: () => call("controllerchange"),
  };
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

  it("looks for a new version while idle, as often as it is told", async () => {
    vi.useFakeTimers();
    let idle = true;
    const { container, registration } = browser();
    registration.waiting = null;
    const ports = { idle: () => idle, every: () => 3000, container, secure: true };
    const stop = await workerStart(ports);
    await vi.advanceTimersByTimeAsync(6000);
    expect(registration.update).toHaveBeenCalledTimes(3);
    idle = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(registration.update).toHaveBeenCalledTimes(3);
    stop?.();
  });

  it("tells a waiting version whether this page may start anew", async () => {
    const { container, call } = browser();
    const postMessage = vi.fn();
    const stop = await workerStart({ idle: () => false, container, secure: true });
    call("message", { data: "something else", ports: [{ postMessage }] });
    expect(postMessage).not.toHaveBeenCalled();
    call("message", { data: "idle?", ports: [{ postMessage }] });
    expect(postMessage).toHaveBeenCalledExactlyOnceWith(false);
    stop?.();
  });

  it("starts a page anew that no worker controls, once there is another version", async () => {
    vi.useFakeTimers();
    const { container, registration } = browser(null);
    registration.waiting = null;
    const reload = vi.fn();
    const ports = { idle: () => true, every: () => 1000, container, secure: true, reload };
    const stop = await workerStart(ports);
    registration.active = {};
    await vi.advanceTimersByTimeAsync(3000); // the first of all
    expect(reload).not.toHaveBeenCalled();
    registration.active = {};
    await vi.advanceTimersByTimeAsync(1000);
    expect(reload).toHaveBeenCalledOnce();
    stop?.();
  });

  it("starts a page anew that was there before the first worker, once it is idle", async () => {
    vi.useFakeTimers();
    let idle = false;
    const { container, registration, change } = browser(null);
    registration.waiting = null;
    const reload = vi.fn();
    const ports = { idle: () => idle, every: () => 1000, container, secure: true, reload };
    const stop = await workerStart(ports);
    registration.active = {};
    Object.assign(container, { controller: registration.active }); // it claims the page
    change();
    await vi.advanceTimersByTimeAsync(3000);
    registration.active = {}; // another tab has let the next version in
    Object.assign(container, { controller: registration.active });
    change();
    await vi.advanceTimersByTimeAsync(3000);
    expect(reload).not.toHaveBeenCalled();
    idle = true;
    await vi.advanceTimersByTimeAsync(1000);
    expect(reload).toHaveBeenCalledOnce();
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
