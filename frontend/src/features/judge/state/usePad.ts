import { useCallback, useEffect, useRef, useState } from "react";
import { afterPaint } from "@/lib/afterPaint";
import { markParse, markWire } from "@/offline/marks";
import { Signal } from "@/offline/signal";
import type { Criterion } from "../api/types";
import { useOffice } from "./office";
import { draftOf, padPress, stepped, type Draft, type PadKey } from "./pad";

/** A text on its way to the store. */
export interface Typed {
  criterion: string;
  text: string;
}

export interface Pad {
  /** The text in the active row, a frame after it was typed; the cell's truth says more of it. */
  text: string;
  /** What was typed and is not on its way to the disk yet: the figure alone is drawn with it, at once. */
  typed: Signal<Typed | null>;
  /** Counts refused keys, so that the field can shake again. */
  refused: number;
  press: (key: PadKey) => void;
  /** So many steps up or down. */
  step: (by: number) => void;
  /** Hundredths, already on a step and in range. */
  set: (mark: number) => void;
  /** The next digit replaces what stands there. */
  anew: () => void;
}

type Refused = { key: string; times: number };
/** The same object where nothing was refused, so that nothing is drawn again. */
const unrefused = (key: string) => (last: Refused) =>
  last.key === key && last.times === 0 ? last : { key, times: 0 };

/** Digits that follow each other faster belong to one number. */
const ONE_NUMBER_MS = 600;

/** The number pad of one criterion: keys become durable marks, then digits. */
export function usePad(
  sheet: string | null,
  criterion: Criterion | null,
  value: string | null,
): Pad {
  const { tablet } = useOffice();
  const key = `${sheet ?? ""}/${criterion?.id ?? ""}`;
  const [painted, setPainted] = useState<{ key: string; draft: Draft }>({
    key,
    draft: draftOf(value),
  });
  const [refused, setRefused] = useState<Refused>({ key, times: 0 });
  const [typed] = useState(() => new Signal<Typed | null>(null));
  const draft = useRef({ key, draft: draftOf(value), writing: 0 });
  // What stood there before the number that is being typed: what it goes back to if that is refused.
  const before = useRef<{ value: string | null; until: number }>({ value, until: 0 });

  useEffect(() => {
    // Another row, or a mark that came from elsewhere: start from what stands there.
    if (draft.current.key === key && draft.current.writing > 0) return;
    const shown = draft.current.draft.text.replace(/\.$/, "");
    if (draft.current.key === key && shown === draftOf(value).text) return;
    draft.current = { key, draft: draftOf(value), writing: 0 };
    setPainted({ key, draft: draftOf(value) });
  }, [key, value]);

  const write = useCallback(
    (next: Draft, mark: string | null) => {
      if (!sheet || !criterion) return;
      const mine = draft.current;
      const before = mine.draft;
      const told: Typed = { criterion: criterion.id, text: next.text };
      const keep = async () => {
        setPainted({ key, draft: next });
        const kept = tablet.mark(sheet, criterion.id, mark);
        // From here on the cell's own truth says that it is being written.
        if (typed.get() === told) typed.set(null);
        try {
          await kept;
        } catch {
          // What found no room stays in sight, red, until it is kept.
          if (tablet.broken.get()) return;
          // Nothing was kept: what stood there before is what counts, on screen too.
          setPainted((last) => (last.draft === next ? { key, draft: before } : last));
          if (draft.current === mine) mine.draft = before;
        } finally {
          mine.writing -= 1;
        }
      };
      mine.draft = next;
      mine.writing += 1;
      typed.set(told);
      // The digit first: on an old tablet the rest of the panel and the store take longer than a frame.
      afterPaint(() => void keep());
    },
    [tablet, sheet, criterion, key, typed],
  );

  const press = useCallback(
    (pressed: PadKey) => {
      if (!criterion) return;
      const { text, fresh } = draft.current.draft;
      const result = padPress(draft.current.draft, pressed, criterion);
      const now = Date.now();
      if (result.ok) {
        const mark = markParse(text.replace(/\.$/, ""));
        if (fresh || now > before.current.until) {
          before.current.value = mark === null ? null : markWire(mark);
        }
        before.current.until = now + ONE_NUMBER_MS;
        setRefused(unrefused(key));
        write(result.draft, result.value);
      } else if (result.reason === "max") {
        setRefused((last) => ({ key, times: last.times + 1 }));
        const { value: stood, until } = before.current;
        if (!fresh && now <= until) write(draftOf(stood), stood);
      }
    },
    [criterion, key, write],
  );

  const step = useCallback(
    (by: number) => {
      if (!criterion) return;
      const plain = draft.current.draft.text.replace(/\.$/, "");
      const mark = stepped(plain === "" ? null : plain, by, criterion);
      write(draftOf(mark), mark);
    },
    [criterion, write],
  );

  const set = useCallback(
    (hundredths: number) => {
      const mark = markWire(hundredths);
      setRefused(unrefused(key));
      write(draftOf(mark), mark);
    },
    [key, write],
  );

  const anew = useCallback(() => {
    const mine = draft.current;
    mine.draft = { ...mine.draft, fresh: true };
  }, []);

  const text = painted.key === key ? painted.draft.text : draftOf(value).text;
  const times = refused.key === key ? refused.times : 0;
  return { text, typed, refused: times, press, step, set, anew };
}
