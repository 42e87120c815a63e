import { describe, expect, it } from "vitest";
import type { ConsentText } from "@/api/types";
import { partSize } from "../api/uploads";
import type { Entry, EntryFile } from "../api/types";
import { changedSince } from "./changed";
import { checklist, editable } from "./checklist";
import { deckRefusal } from "./deck";

const entry = {
  title: "名称",
  summary: " ",
  track: { id: "t" },
  division: null,
  landing_intent: "open",
  planned_investment: null,
  consents: [{ kind: "rules", version: 1, given_at: "" }],
  state: "draft",
  edition: { state: "open" },
} as unknown as Entry;
const text = (kind: string, version: number, required: boolean) =>
  ({ kind, version, required }) as ConsentText;
const open = (tasks: ReturnType<typeof checklist>) =>
  tasks.filter((task) => !task.done).map((task) => task.code);

describe("checklist", () => {
  it("derives what is missing from the entry itself", () => {
    const tasks = checklist(entry, [], [text("rules", 1, true), text("zone", 1, false)]);
    expect(open(tasks)).toEqual(["summary", "division", "deck", "investment"]);
    const files = [{ slot: "deck" } as EntryFile];
    expect(open(checklist(entry, files, []))).not.toContain("deck");
  });

  it("asks again when the words of a consent are new", () => {
    expect(open(checklist(entry, [], [text("rules", 2, true)]))).toContain("consents");
  });

  it("needs no investment where nobody wants to settle", () => {
    const tasks = checklist({ ...entry, landing_intent: "none" }, [], []);
    expect(tasks.map((task) => task.code)).not.toContain("investment");
  });
});

describe("editable", () => {
  const closes = "2026-11-30T10:00:00Z";
  const at = (iso: string) => Date.parse(iso);
  it("ends at the deadline, except for what was returned", () => {
    expect(editable(entry, closes, at("2026-11-30T10:00:00Z"))).toBe(true);
    expect(editable(entry, closes, at("2026-11-30T10:00:01Z"))).toBe(false);
    const returned = { ...entry, state: "returned" } as Entry;
    expect(editable(returned, closes, at("2026-12-01T00:00:00Z"))).toBe(true);
    expect(editable({ ...entry, state: "accepted" }, closes, at("2026-11-01T00:00:00Z"))).toBe(
      false,
    );
  });
});

describe("a deck", () => {
  const mib = 1024 * 1024;
  it("is a PDF of at most 100 MB", () => {
    expect(deckRefusal({ name: "deck.PDF", size: 100 * mib })).toBeNull();
    expect(deckRefusal({ name: "deck.key", size: 1 })).toBe("type");
    expect(deckRefusal({ name: "deck.pdf", size: 100 * mib + 1 })).toBe("size");
  });

  it("is cut as the server cuts it", () => {
    expect(partSize(1)).toBe(5 * mib);
    expect(partSize(100 * mib - 1)).toBe(5 * mib);
    expect(partSize(100 * mib)).toBe(8 * mib);
    expect(partSize(400 * mib)).toBe(16 * mib);
  });
});

describe("changes after submitting", () => {
  const submitted = { ...entry, submitted_at: "2026-11-25T10:00:05.400000Z" } as Entry;
  const file = (since: string) => [{ since } as EntryFile];
  it("are what was saved or uploaded later, not before", () => {
    expect(changedSince(entry, [], "2026-11-25T10:00:00Z")).toBe(false);
    expect(changedSince(submitted, [], null)).toBe(false);
    expect(changedSince(submitted, [], "2026-11-25T10:00:05Z")).toBe(false);
    expect(changedSince(submitted, [], "2026-11-25T10:00:06Z")).toBe(true);
    expect(changedSince(submitted, file("2026-11-25T10:00:05.3Z"), null)).toBe(false);
    expect(changedSince(submitted, file("2026-11-25T10:00:05.5Z"), null)).toBe(true);
  });

  it("are the server's word where it says so", () => {
    expect(changedSince({ ...submitted, changed_since_submit: true }, [], null)).toBe(true);
    const same = { ...submitted, changed_since_submit: false };
    expect(changedSince(same, [], "2026-11-26T00:00:00Z")).toBe(false);
  });
});
