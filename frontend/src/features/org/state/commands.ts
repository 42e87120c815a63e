import { useCallback, useEffect, useRef, useState } from "react";
import { ProblemError } from "@/api/problem";
import { callAnswer, roomCue, roomUndo, sessionSeal, slotCommand } from "../api/command";
import type { ConsoleBody, ConsoleSlot, Cue, Move, Verb } from "../api/types";
import type { ConsoleFeed } from "./feed";

export type Busy = Verb | "undo" | "answer" | Cue["verb"];
/** Something to say for a while: who was faster, or a key that has to be pressed again. */
export type Note = { kind: "moved"; move: Move } | { kind: "again"; key: string; names: string };

const NOTE_MS = 6000;
const AGAIN_MS = 2000;

const movedOf = (problem: unknown): Move | null =>
  problem instanceof ProblemError && problem.code === "room_moved"
    ? ((problem.body.move as Move | null) ?? null)
    : null;

export interface Commands {
  busy: Busy | null;
  error: unknown;
  note: Note | null;
  send: (slot: ConsoleSlot, verb: Verb, code?: string) => Promise<void>;
  undo: () => Promise<void>;
  cue: (cue: Cue) => Promise<void>;
  answer: (call: string) => Promise<void>;
  /** True once the same key is pressed a second time within two seconds. */
  again: (key: string, names: string) => boolean;
}

/** Sends commands one at a time; nothing on screen changes before the server has answered. */
export function useCommands(feed: ConsoleFeed, body: ConsoleBody): Commands {
  const [busy, setBusy] = useState<Busy | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [note, setNote] = useState<Note | null>(null);
  const asked = useRef<{ key: string; at: number } | null>(null);
  const running = useRef(false);
  const shown = useRef(body);
  useEffect(() => {
    shown.current = body;
  }, [body]);
  useEffect(() => {
    if (!note) return undefined;
    const timer = setTimeout(() => setNote(null), note.kind === "again" ? AGAIN_MS : NOTE_MS);
    return () => clearTimeout(timer);
  }, [note]);
  const run = useCallback(
    async (name: Busy, act: () => Promise<unknown>) => {
      if (running.current) return;
      running.current = true;
      setBusy(name);
      setError(null);
      setNote(null);
      try {
        await act();
      } catch (problem) {
        const move = movedOf(problem);
        if (move) setNote({ kind: "moved", move });
        else setError(problem);
      } finally {
        await feed.refresh();
        running.current = false;
        setBusy(null);
      }
    },
    [feed],
  );
  const send = useCallback(
    (slot: ConsoleSlot, verb: Verb, code?: string) => {
      const seen = shown.current.moves[0]?.id;
      // The session is the room's, whichever team stands for it.
      if (verb === "seal_session") {
        return run(verb, () => sessionSeal(shown.current.room.id, seen));
      }
      return run(verb, () => slotCommand(slot.id, verb, { code, seen }));
    },
    [run],
  );
  const undo = useCallback(async () => {
    const { undo: offer, room } = shown.current;
    if (offer) await run("undo", () => roomUndo(room.id, offer.move));
  }, [run]);
  const cue = useCallback(
    (asking: Cue) => run(asking.verb, () => roomCue(shown.current.room.id, asking)),
    [run],
  );
  const answer = useCallback(
    (call: string) => run("answer", () => callAnswer(shown.current.room.id, call)),
    [run],
  );
  const again = useCallback((key: string, names: string) => {
    const before = asked.current;
    const now = performance.now();
    asked.current = { key, at: now };
    if (before?.key === key && now - before.at <= AGAIN_MS) return true;
    setNote({ kind: "again", key, names });
    return false;
  }, []);
  return { busy, error, note, send, undo, cue, answer, again };
}
