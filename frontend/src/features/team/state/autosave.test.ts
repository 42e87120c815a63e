import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "@/api/problem";
import type { Entry, EntryFields } from "../api/types";
import { Autosave } from "./autosave";
import { draftStore } from "./drafts";

const base = {
  id: "e1",
  rev: 1,
  title: "旧名称",
  summary: "旧简介",
  track: null,
  division: null,
  landing_intent: "none",
  planned_investment: null,
} as unknown as Entry;

let server: Entry;
const send = vi.fn((fields: Partial<EntryFields>, rev: number) => {
  if (rev !== server.rev) {
    const body = { code: "edit_stale", status: 412, title: "", current: server };
    return Promise.reject(new ProblemError(body));
  }
  server = { ...server, ...(fields as Partial<Entry>), rev: server.rev + 1 };
  return Promise.resolve({
    data: server,
    etag: `"${server.rev}"`,
    status: 200,
    at: "2026-11-25T02:21:07Z",
  });
});
const memory = new Map<string, unknown>();
const store = {
  load: (id: string) => Promise.resolve(memory.get(id) as never),
  save: (id: string, draft: unknown) => Promise.resolve(void memory.set(id, draft)),
  clear: (id: string) => Promise.resolve(void memory.delete(id)),
};
const make = () => new Autosave({ entry: base, send, store });
const lost = () => Promise.reject(new ProblemError({ code: "network", status: 0, title: "" }));

beforeEach(() => {
  vi.useFakeTimers();
  server = { ...base };
  memory.clear();
  send.mockClear();
});
afterEach(() => vi.useRealTimers());

describe("autosave", () => {
  it("waits for 800 ms of rest, then says saved with the server's time", async () => {
    const autosave = make();
    autosave.change("title", "新");
    await vi.advanceTimersByTimeAsync(700);
    autosave.change("title", "新名称");
    expect(autosave.read().truth).toBe("editing");
    await vi.advanceTimersByTimeAsync(700);
    expect(autosave.read().truth).toBe("local");
    expect(send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(100);
    expect(send).toHaveBeenCalledExactlyOnceWith({ title: "新名称" }, 1);
    expect(autosave.read()).toMatchObject({ truth: "committed", at: "2026-11-25T02:21:07Z" });
    expect(autosave.unsent).toBe(false);
    expect(memory.size).toBe(0);
  });

  it("does not wait longer than 5 s while somebody types on", async () => {
    const autosave = make();
    for (let i = 0; i < 11; i++) {
      autosave.change("summary", "长".repeat(i + 1));
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(send).toHaveBeenCalled();
    expect(server.summary.length).toBeGreaterThanOrEqual(9);
  });

  it("keeps every change on the device before it is sent, and brings it back", async () => {
    const autosave = make();
    autosave.change("title", "没有发出");
    await vi.advanceTimersByTimeAsync(0);
    expect(memory.get("e1")).toMatchObject({ pending: { title: "没有发出" } });
    autosave.dispose();
    const again = make();
    await again.restore();
    expect(again.read().values.title).toBe("没有发出");
    await vi.advanceTimersByTimeAsync(800);
    expect(server.title).toBe("没有发出");
  });

  it("lets two people change different fields", async () => {
    const autosave = make();
    server = { ...server, summary: "队友的简介", rev: 2 };
    autosave.change("title", "我的名称");
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.read()).toMatchObject({ truth: "committed", conflicts: [] });
    expect(server).toMatchObject({ title: "我的名称", summary: "队友的简介" });
    expect(autosave.read().values.summary).toBe("队友的简介");
  });

  it.each([
    ["mine", "我的名称"],
    ["theirs", "队友的名称"],
  ] as const)("shows both values of one field and takes %s", async (side, title) => {
    const autosave = make();
    server = { ...server, title: "队友的名称", rev: 2 };
    autosave.change("title", "我的名称");
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.read()).toMatchObject({
      truth: "conflict",
      conflicts: [{ field: "title", mine: "我的名称", theirs: "队友的名称" }],
    });
    expect(autosave.unsent).toBe(true);
    expect(server.title).toBe("队友的名称");
    autosave.resolve("title", side);
    await vi.advanceTimersByTimeAsync(0);
    expect(server.title).toBe(title);
    expect(autosave.read()).toMatchObject({ truth: "committed", conflicts: [] });
    expect(autosave.read().values.title).toBe(title);
  });

  it("tries again after a lost connection and never calls it saved before", async () => {
    send.mockImplementationOnce(lost).mockImplementationOnce(lost);
    const autosave = make();
    autosave.change("title", "断网");
    await vi.advanceTimersByTimeAsync(1900);
    expect(send).toHaveBeenCalledTimes(2);
    expect(autosave.read().truth).toBe("local");
    await vi.advanceTimersByTimeAsync(2000);
    expect(server.title).toBe("断网");
    expect(autosave.read().truth).toBe("committed");
  });

  it("holds what is too long and sends the rest", async () => {
    const autosave = make();
    autosave.change("title", "长".repeat(61), false);
    autosave.change("summary", "短");
    await vi.advanceTimersByTimeAsync(900);
    expect(server).toMatchObject({ title: "旧名称", summary: "短" });
    expect(autosave.read().truth).toBe("local");
    expect(autosave.unsent).toBe(true);
  });

  it("keeps a space that the server trims, so that typing goes on", async () => {
    send.mockImplementationOnce((fields) => {
      server = { ...server, summary: String(fields.summary).trim(), rev: 2 };
      return Promise.resolve({
        data: server,
        etag: '"2"',
        status: 200,
        at: "2026-11-25T02:21:07Z",
      });
    });
    const autosave = make();
    autosave.change("summary", "solar ");
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.read()).toMatchObject({ truth: "committed", values: { summary: "solar " } });
  });

  it("shows a refusal and keeps the value", async () => {
    const refusal = { code: "deadline_passed", status: 409, title: "已截止" };
    send.mockImplementationOnce(() => Promise.reject(new ProblemError(refusal)));
    const autosave = make();
    autosave.change("title", "太晚");
    await vi.advanceTimersByTimeAsync(900);
    expect(autosave.read().truth).toBe("rejected");
    expect(autosave.read().problem?.code).toBe("deadline_passed");
    expect(autosave.read().values.title).toBe("太晚");
  });
});

describe("the drafts on this device", () => {
  it("survive and go away", async () => {
    vi.useRealTimers();
    await draftStore.save("e9", { pending: { title: "x" }, base: {} as EntryFields });
    expect((await draftStore.load("e9"))?.pending).toEqual({ title: "x" });
    await draftStore.clear("e9");
    expect(await draftStore.load("e9")).toBeUndefined();
  });
});
