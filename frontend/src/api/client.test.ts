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
