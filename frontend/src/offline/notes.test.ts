import { afterEach, describe, expect, it } from "vitest";
import { databaseOpen, type Database } from "./database";
import { bindingSet } from "./device";
import { BETWEEN, joinedText, Notes, type PutAnswer, type ServerNote } from "./notes";
import { paceOf } from "./pace";
import { LinkLost } from "./socket";
import { DEVICE, freshDatabase, seeded, until } from "./testing/kit";

const ENTRY = "33333333-3333-4333-8333-333333333333";
const OTHER = "44444444-4444-4444-8444-444444444444";

/** The server's rule for notes, in memory, behind a line that may break after the commit. */
class NoteServer {
  readonly notes = new Map<string, ServerNote>();
  line: () => "up" | "down" | "answer lost" = () => "up";
  refuses: string | null = null;
  puts = 0;

  write(entry: string, text: string): void {
    this.notes.set(entry, { entry, text, rev: (this.notes.get(entry)?.rev ?? 0) + 1 });
  }

  all = async (): Promise<ServerNote[]> => {
    if (this.line() !== "up") throw new LinkLost();
    return [...this.notes.values()];
  };

  put = async (entry: string, text: string, rev: number): Promise<PutAnswer> => {
    const line = this.line();
    if (line === "down") throw new LinkLost();
    this.puts += 1;
    const answer = this.answer(entry, text, rev);
    if (line === "answer lost") throw new LinkLost();
    return answer;
  };

  private answer(entry: string, text: string, rev: number): PutAnswer {
    if (this.refuses) return { refused: this.refuses };
    const now = this.notes.get(entry) ?? { entry, text: "", rev: 0 };
    if (now.rev > 0 && now.text === text) return { note: now };
    if (now.rev !== rev) return { stale: now };
    this.write(entry, text);
    return { note: this.notes.get(entry)! };
  }
}

const running: Notes[] = [];

function notesOn(db: Database, server: NoteServer): Notes {
  const pace = { ...paceOf(), retries: [2], sent: 1 };
  const made = new Notes({ db, pace: () => pace, put: server.put, all: server.all });
  running.push(made);
  return made;
}

async function ready(server = new NoteServer()) {
  const { db, name } = await freshDatabase();
  const notes = notesOn(db, server);
  const saved = (entry = ENTRY) => until(() => !notes.of(entry).dirty);
  return { server, db, name, notes, saved };
}

afterEach(() => running.splice(0).forEach((notes) => notes.stop()));

describe("notes", () => {
  it("are on this device first and on the server once the link is up", async () => {
    const { server, notes, saved } = await ready();
    await notes.write(ENTRY, "专利");
    expect(notes.of(ENTRY)).toMatchObject({ text: "专利", dirty: true });
    expect(server.puts).toBe(0);
    notes.start();
    await saved();
    await notes.write(ENTRY, "专利待核实");
    await saved();
    expect(server.notes.get(ENTRY)).toEqual({ entry: ENTRY, text: "专利待核实", rev: 2 });
    await notes.write(ENTRY, "");
    await saved();
    expect(server.notes.get(ENTRY)).toMatchObject({ text: "", rev: 3 });
  });

  it("survive a reload, and text that the first panels kept", async () => {
    const { server, db, name, notes } = await ready();
    await notes.write(ENTRY, "没有网络");
    const tx = db.transaction("cache", "readwrite");
    await tx.store.put("旧的", `note/${OTHER}`);
    await tx.done;
    db.close();
    const again = notesOn(await databaseOpen(name), server);
    await again.load();
    expect(again.of(ENTRY).text).toBe("没有网络");
    again.start();
    await until(() => server.notes.size === 2);
    expect(server.notes.get(OTHER)?.text).toBe("旧的");
  });

  it("shows every key at once, whatever is on its way to the disk", async () => {
    const { server, notes, saved } = await ready();
    notes.start();
    const words = ["现", "现场", "现场演", "现场演示"];
    const kept = words.map((text) => {
      const done = notes.write(ENTRY, text);
      expect(notes.of(ENTRY).text).toBe(text);
      return done;
    });
    await Promise.all(kept);
    await saved();
    expect(server.notes.get(ENTRY)?.text).toBe("现场演示");
  });

  it("reads what another device wrote where nothing is unsent", async () => {
    const { server, notes } = await ready();
    server.write(ENTRY, "平板上写的");
    notes.start();
    await until(() => notes.of(ENTRY).text === "平板上写的");
    expect(notes.of(ENTRY).dirty).toBe(false);
  });

  it("joins what two devices wrote, and both end with both texts", async () => {
    const server = new NoteServer();
    const one = await ready(server);
    const two = await ready(server);
    await one.notes.write(ENTRY, "第一台");
    await two.notes.write(ENTRY, "第二台");
    one.notes.start();
    await one.saved();
    two.notes.start();
    await two.saved();
    const both = `第一台${BETWEEN}第二台`;
    expect(two.notes.of(ENTRY)).toMatchObject({ text: both, joined: true });
    one.notes.wake(true);
    await until(() => one.notes.of(ENTRY).text === both);
    expect(server.notes.get(ENTRY)?.text).toBe(both);
    // Once she has put it in order, it is one text again.
    await two.notes.write(ENTRY, "第一台，第二台");
    await two.saved();
    expect(two.notes.of(ENTRY).joined).toBe(false);
  });

  it("a lost answer doubles nothing", async () => {
    const { server, notes, saved } = await ready();
    const lines = ["up", "answer lost"] as const;
    let turn = 0;
    server.line = () => lines[turn++] ?? "up";
    await notes.write(ENTRY, "一次");
    notes.start();
    await saved();
    expect(notes.of(ENTRY)).toMatchObject({ text: "一次", joined: false, rev: 1 });
    expect(server.puts).toBe(2);
  });

  it("what the server refuses stays here, with its reason, until it is written anew", async () => {
    const { server, notes, saved } = await ready();
    server.refuses = "field_invalid";
    await notes.write(ENTRY, "太长");
    notes.start();
    await until(() => notes.of(ENTRY).refused === "field_invalid");
    expect(notes.of(ENTRY)).toMatchObject({ text: "太长", dirty: true });
    server.refuses = null;
    await notes.write(ENTRY, "短");
    await saved();
    expect(server.notes.get(ENTRY)?.text).toBe("短");
  });

  it("are put aside for their judge when the tablet changes hands", async () => {
    const { server, db, notes } = await ready();
    await notes.write(ENTRY, "上一位评委的");
    await bindingSet(db, { device: "second", person: "judge-4" });
    await notes.load();
    expect(notes.of(ENTRY).text).toBe("");
    notes.start();
    await bindingSet(db, { device: "third", person: "judge-5" });
    expect(server.notes.size).toBe(0);
    await bindingSet(db, { device: DEVICE, person: "judge-3" });
    notes.wake();
    await until(() => server.notes.get(ENTRY)?.text === "上一位评委的");
  });

  it.each(Array.from({ length: 10 }, (_, seed) => seed + 1))(
    "bad line, seed %i: no word of two devices is missing",
    async (seed) => {
      const random = seeded(seed);
      const server = new NoteServer();
      const both = [await ready(server), await ready(server)];
      server.line = () => (["up", "down", "answer lost"] as const)[Math.floor(random() * 3)]!;
      both.forEach(({ notes }) => notes.start());
      const words: string[] = [];
      for (let n = 0; n < 12; n += 1) {
        const { notes } = both[Math.floor(random() * 2)]!;
        const word = `w${seed}-${n}.`;
        words.push(word);
        await notes.write(ENTRY, notes.of(ENTRY).text + word);
        if (random() < 0.4) notes.wake(random() < 0.5);
        if (random() < 0.5) await new Promise((done) => setTimeout(done, random() * 4));
      }
      server.line = () => "up";
      both.forEach(({ notes }) => notes.wake());
      await Promise.all(both.map(({ saved }) => saved()));
      both.forEach(({ notes }) => notes.wake(true));
      const last = () => server.notes.get(ENTRY)!.text;
      await until(() => both.every(({ notes }) => notes.of(ENTRY).text === last()));
      for (const word of words) expect(last()).toContain(word);
    },
  );
});

describe("joining", () => {
  it("keeps both, and does not repeat what one has of the other", () => {
    expect(joinedText("mine", "theirs", "base")).toBe(`theirs${BETWEEN}mine`);
    expect(joinedText("base", "theirs", "base")).toBe("theirs");
    expect(joinedText("mine", "base", "base")).toBe("mine");
    expect(joinedText("base and more", "base and", "x")).toBe("base and more");
    expect(joinedText("same", "same", "")).toBe("same");
  });
});
