import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "./client";
import type { ProblemError } from "./problem";
import { onStepUp } from "./stepUp";

const refused = (code: string) =>
  new Response(JSON.stringify({ code, title: "T", detail: "D" }), {
    status: 403,
    headers: { "content-type": "application/problem+json" },
  });
const done = () => new Response('{"ok":true}', { headers: { "content-type": "application/json" } });
const keys = () =>
  vi.mocked(fetch).mock.calls.map((call) => new Headers(call[1]?.headers).get("Idempotency-Key"));

let stop = () => {};
afterEach(() => stop());

describe("a refusal that asks for the second factor", () => {
  it("is asked for, then the same request goes out with the same key", async () => {
    vi.spyOn(globalThis, "fetch")
      .mockResolvedValueOnce(refused("step_up_required"))
      .mockResolvedValueOnce(done());
    const asked = vi.fn<(problem: ProblemError) => Promise<boolean>>().mockResolvedValue(true);
    stop = onStepUp(asked);
    expect(await api.post("publications/p/open", { hash: "h" })).toEqual({ ok: true });
    expect(asked.mock.calls[0]?.[0].code).toBe("step_up_required");
    const [first, second] = vi.mocked(fetch).mock.calls;
    expect(second?.[1]?.body).toBe(first?.[1]?.body);
    expect(keys()[0]).toBeTruthy();
    expect(new Set(keys()).size).toBe(1);
  });

  it("stays a refusal where the person turns back, and is asked once for several", async () => {
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => refused("step_up_required"));
    let turnBack: (shown: boolean) => void = () => {};
    const asked = vi.fn(() => new Promise<boolean>((resolve) => (turnBack = resolve)));
    stop = onStepUp(asked);
    const both = [api.post("a"), api.post("b")].map((work) =>
      work.catch((fault: unknown) => fault),
    );
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
    await vi.waitFor(() => expect(fetch).toHaveBeenCalledTimes(2));
    await new Promise((resolve) => setTimeout(resolve, 20)); // until the second one waits as well
    turnBack(false);
    for (const fault of await Promise.all(both)) {
      expect((fault as ProblemError).code).toBe("step_up_required");
    }
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it("is not asked again when the second answer is the same, nor for other refusals", async () => {
    const asked = vi.fn(async () => true);
    stop = onStepUp(asked);
    vi.spyOn(globalThis, "fetch").mockImplementation(async () => refused("step_up_required"));
    await expect(api.post("a")).rejects.toMatchObject({ code: "step_up_required" });
    expect(asked).toHaveBeenCalledTimes(1);
    vi.mocked(fetch).mockImplementation(async () => refused("not_allowed"));
    await expect(api.post("a")).rejects.toMatchObject({ code: "not_allowed" });
    expect(asked).toHaveBeenCalledTimes(1);
  });
});
