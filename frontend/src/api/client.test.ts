import { afterEach, describe, expect, it, vi } from "vitest";
import { api, onSessionExpired, quoted, request, revOf } from "./client";
import { ProblemError } from "./problem";

const answer = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  vi.spyOn(globalThis, "fetch").mockResolvedValue(
    new Response(status === 204 ? null : JSON.stringify(body), {
      status,
      headers: { "content-type": "application/json", ...headers },
    }),
  );
const sent = () => vi.mocked(fetch).mock.calls[0];
const headers = () => new Headers(sent()?.[1]?.headers);

afterEach(() => {
  document.cookie = "yisai_csrf=; expires=Thu, 01 Jan 1970 00:00:00 GMT";
});

describe("request", () => {
  it("sends the CSRF token, the language and a revision", async () => {
    document.cookie = "yisai_csrf=token";
    answer({ ok: 1 }, 200, { etag: '"4"' });
    const got = await request("PATCH", "entries/e", { body: { title: "x" }, ifMatch: 3 });
    expect(sent()?.[0]).toBe("/api/v1/entries/e");
    expect(headers().get("X-CSRFToken")).toBe("token");
    expect(headers().get("If-Match")).toBe('"3"');
    expect(headers().get("Accept-Language")).toBeTruthy();
    expect(revOf(got.etag)).toBe("4");
    expect(quoted('"3"')).toBe('"3"');
  });

  it("gives every POST an idempotency key and keeps the caller's", async () => {
    answer({});
    await api.post("uploads", {}, { idempotencyKey: "mine" });
    expect(headers().get("Idempotency-Key")).toBe("mine");
  });

  it("keeps the key of an action until it is answered", async () => {
    const keyOf = async (body: unknown, outcome: Response | TypeError) => {
      const spy = vi.spyOn(globalThis, "fetch");
      if (outcome instanceof Response) spy.mockResolvedValueOnce(outcome);
      else spy.mockRejectedValueOnce(outcome);
      await api.post("editions/e/teams", body).catch(() => null);
      return new Headers(spy.mock.lastCall?.[1]?.headers).get("Idempotency-Key");
    };
    const lost = () => new TypeError("failed");
    const said = (status: number) => new Response("{}", { status });
    const first = await keyOf({ name: "a" }, lost());
    expect(await keyOf({ name: "a" }, said(502))).toBe(first);
    expect(await keyOf({ name: "a" }, said(201))).toBe(first);
    const second = await keyOf({ name: "a" }, lost());
    expect(second).not.toBe(first);
    const other = await keyOf({ name: "b" }, lost());
    expect(other).not.toBe(second);
    expect(await keyOf({ name: "b" }, said(409))).toBe(other);
    expect(await keyOf({ name: "b" }, said(201))).not.toBe(other);
  });

  it("sends two equal presses at one moment as one action", async () => {
    const spy = vi
      .spyOn(globalThis, "fetch")
      .mockImplementation(() => Promise.resolve(new Response("{}")));
    await Promise.all([api.post("rounds/r/close"), api.post("rounds/r/close")]);
    const keys = spy.mock.calls.map(([, init]) =>
      new Headers(init?.headers).get("Idempotency-Key"),
    );
    expect(keys[0]).toBeTruthy();
    expect(keys[1]).toBe(keys[0]);
  });

  it("does not take an action of another hour for the same one", async () => {
    vi.useFakeTimers({ toFake: ["Date"] });
    const spy = vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("failed"));
    await api.post("rounds/r/open").catch(() => null);
    vi.setSystemTime(Date.now() + 3_600_000);
    await api.post("rounds/r/open").catch(() => null);
    const keys = spy.mock.calls.map(([, init]) =>
      new Headers(init?.headers).get("Idempotency-Key"),
    );
    expect(keys[1]).not.toBe(keys[0]);
    vi.useRealTimers();
  });

  it("turns problem+json into a ProblemError with its extras", async () => {
    answer({ code: "edit_stale", title: "T", detail: "D", current: { rev: 2 } }, 412, {
      "content-type": "application/problem+json",
    });
    const error = await api.get("x").catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).status).toBe(412);
    expect((error as ProblemError).body.current).toEqual({ rev: 2 });
  });

  it("names a lost connection", async () => {
    vi.spyOn(globalThis, "fetch").mockRejectedValue(new TypeError("failed"));
    await expect(api.get("x")).rejects.toMatchObject({ code: "network", status: 0 });
  });

  it("tells about an expired session unless a 401 is the answer", async () => {
    const gone = vi.fn();
    const stop = onSessionExpired(gone);
    answer({}, 401);
    await api.get("x", { quiet401: true }).catch(() => null);
    expect(gone).not.toHaveBeenCalled();
    answer({}, 401);
    await api.get("x").catch(() => null);
    expect(gone).toHaveBeenCalledOnce();
    stop();
  });
});
