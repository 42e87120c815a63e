import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Bilingual } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { useNote } from "../state/note";
import { hasPhrase, phrasesShown, phraseTapped } from "../state/phrases";

interface Props {
  entry: string;
  phrases: Bilingual[];
}

/** The note shows few lines: the one that was added is the last. */
function endShow(): void {
  const note = document.querySelector(".jd-note");
  if (note) note.scrollTop = note.scrollHeight;
}

/** The organizer's ready phrases: a tap writes one into the note, a second takes it out. */
export function Phrases({ entry, phrases }: Props) {
  const { t } = useTranslation("judgeAside");
  const words = useWords();
  const { text, write } = useNote(entry);
  // The phrase that found no room, until there is some.
  const [left, setLeft] = useState<[string, Bilingual] | null>(null);
  const full = left !== null && phraseTapped(text, left[1], left[0]) === null;
  useEffect(() => {
    if (!full) setLeft(null);
  }, [full]);
  const tap = (shown: string, phrase: Bilingual) => {
    const next = phraseTapped(text, phrase, shown);
    if (next === null) return setLeft([shown, phrase]);
    write?.(next);
    if (next.length > text.length) requestAnimationFrame(endShow);
  };
  return (
    <>
      {full && (
        <p className="jd-said" role="alert" data-testid="phrases-full">
          {t("phrases.full")}
        </p>
      )}
      <div className="jd-phrases" role="group" aria-label={t("phrases.label")}>
        {phrasesShown(phrases, words).map(([shown, phrase]) => (
          <button
            key={shown}
            type="button"
            aria-pressed={hasPhrase(text, phrase)}
            disabled={write === null}
            data-testid="phrase"
            onClick={() => tap(shown, phrase)}
          >
            {shown}
          </button>
        ))}
      </div>
    </>
  );
}
