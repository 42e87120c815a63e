import { describe, expect, it } from "vitest";
import type { Cell, Sheet } from "@/offline/types";
import { cellKey, EMPTY, type TabletView } from "@/offline/view";
import type { JudgeRoom, Queue, QueueEntry } from "../api/types";
import { duePart, partsOf, signable, sorted, teamsOf, wholeTotals } from "./session";

const name = { zh: "技术", en: "Technology" };
const criteria = [
  { id: "technology", name, max: "60.00", step: "0.1" as const, required: true },
  { id: "market", name, max: "40.00", step: "0.1" as const, required: true },
];

const entry = (position: number, state = "held"): QueueEntry =>
  ({
    id: `e${position}`,
    number: `QM-00${position}`,
    sheet: `s${position}`,
    slot: { state, position },
  }) as QueueEntry;

const queue = (...entries: QueueEntry[]) =>
  ({ entries, rulebook: { document: { criteria } } }) as unknown as Queue;

type Marks = Record<string, [string | null, string | null, Partial<Sheet>?]>;

function view(marks: Marks): TabletView {
  const cells = new Map<string, Cell>();
  const sheets = new Map<string, Sheet>();
  for (const [sheet, [technology, market, more]] of Object.entries(marks)) {
    const values = { technology, market };
    for (const [criterion, value] of Object.entries(values)) {
      cells.set(cellKey(sheet, criterion), { sheet, criterion, value } as Cell);
    }
    sheets.set(sheet, { id: sheet, state: "open", signing: null, ...more } as Sheet);
  }
  return { ...EMPTY, cells, sheets };
}

const over = { session: { ahead: 0, sealed: false } } as JudgeRoom;

describe("a judge's teams", () => {
  const teams = teamsOf(
    queue(entry(3), entry(1), entry(2)),
    view({ s1: ["50", "30"], s2: ["50", null], s3: ["45.5", "34.5"] }),
  );

  it("stand in running order with her own totals", () => {
    expect(teams.map(({ badge, total, state }) => [badge, total, state])).toEqual([
      ["01", 8000, "complete"],
      ["02", 5000, "begun"],
      ["03", 8000, "complete"],
    ]);
  });

  it("are marked where two are equal, complete ones only", () => {
    expect(teams.map(({ equal }) => equal)).toEqual([["03"], [], ["01"]]);
  });

  it("are sorted by total, equal ones in running order", () => {
    expect(sorted(teams, "total").map(({ badge }) => badge)).toEqual(["01", "03", "02"]);
    expect(wholeTotals(teams)).toEqual([8000, 8000]);
  });
});

describe("the signature", () => {
  const whole: Marks = { s1: ["50", "30"], s2: ["51", "31"] };
  const both = queue(entry(1), entry(2));

  it("waits for the last team, by the room's word or by the list", () => {
    const heard = teamsOf(both, view(whole));
    expect(signable(heard, { session: { ahead: 2, sealed: false } })).toEqual({
      why: "ahead",
      count: 2,
    });
    const early = teamsOf(queue(entry(1), entry(2, "waiting")), view(whole));
    expect(signable(early, null)).toMatchObject({ why: "ahead", count: 1 });
  });

  it("waits for every mark", () => {
    const teams = teamsOf(both, view({ ...whole, s2: ["51", null] }));
    expect(signable(teams, over)).toMatchObject({ why: "missing", count: 1 });
  });

  it("covers what is open, and nothing once all is signed", () => {
    const half = view({ ...whole, s1: ["50", "30", { state: "signed" }] });
    expect(signable(teamsOf(both, half), over)).toEqual({ why: "ready", sheets: ["s2"] });
    const pending = { state: "pending", op_id: "", at: "" } as const;
    const rest = view({
      s1: ["50", "30", { state: "signed" }],
      s2: ["51", "31", { signing: pending }],
    });
    expect(signable(teamsOf(both, rest), over)).toEqual({ why: "signed", count: 2 });
  });
});

describe("morning and afternoon", () => {
  const both = queue(entry(1), entry(2), entry(3, "waiting"));
  const room = (ahead: number) =>
    ({
      session: {
        ahead,
        sealed: false,
        parts: [
          { entries: ["e1", "e2"], ahead: 0, sealed: false },
          { entries: ["e3"], ahead, sealed: false },
        ],
      },
    }) as JudgeRoom;
  const whole: Marks = { s1: ["50", "30"], s2: ["51", "31"], s3: [null, null] };
  const signed: Partial<Sheet> = { state: "signed" };

  it("are two signatures, each of its own teams", () => {
    const parts = partsOf(teamsOf(both, view(whole)), room(1));
    expect(parts.map(({ number, teams }) => [number, teams.length])).toEqual([
      [1, 2],
      [2, 1],
    ]);
    const due = duePart(parts);
    expect(due && signable(due.teams, due.stands)).toEqual({ why: "ready", sheets: ["s1", "s2"] });
  });

  it("come one after the other, and what waits for a team does not hold up what may be signed", () => {
    const morning: Marks = { ...whole, s1: ["50", "30", signed], s2: ["51", "31", signed] };
    expect(duePart(partsOf(teamsOf(both, view(morning)), room(1)))?.number).toBe(2);
    const after = { ...whole, s3: ["50", "30"] } as Marks;
    const [first, second] = room(0).session?.parts ?? [];
    const parts = [{ ...first, ahead: 1 }, second] as NonNullable<typeof first>[];
    const skipped = { session: { ahead: 1, sealed: false, parts } } as JudgeRoom;
    expect(duePart(partsOf(teamsOf(both, view(after)), skipped))?.number).toBe(2);
  });

  it("leave no team out that the room does not name", () => {
    const parts = partsOf(teamsOf(queue(entry(1), entry(4)), view({})), room(1));
    expect(parts.map(({ teams }) => teams.map(({ sheet }) => sheet))).toEqual([["s1"], ["s4"]]);
  });

  it("are one where the server says nothing of two", () => {
    const [only, ...more] = partsOf(teamsOf(both, view(whole)), over);
    expect([only?.number, only?.teams.length, more.length]).toEqual([null, 3, 0]);
  });
});
