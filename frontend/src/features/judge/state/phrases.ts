import type { Bilingual } from "@/api/types";
import { NOTE_MOST } from "./note";

/** A phrase is one line, however it was typed into the rulebook. */
const flat = (text: string): string => text.replace(/\s+/g, " ").trim();

const isOf = (line: string, { zh, en }: Bilingual): boolean => {
  const text = flat(line);
  return text !== "" && (text === flat(zh) || text === flat(en));
};

/** Whether a phrase stands in the note as a line of its own, in either language. */
export const hasPhrase = (text: string, phrase: Bilingual): boolean =>
  text.split("\n").some((line) => isOf(line, phrase));

/**
 * The note after a tap on a phrase: its words are added as a line, or its lines are taken out. Null
 * where they do not fit: then nothing is cut off, neither of the note nor of the phrase.
 */
export function phraseTapped(text: string, phrase: Bilingual, words: string): string | null {
  if (hasPhrase(text, phrase)) {
    return text
      .split("\n")
      .filter((line) => !isOf(line, phrase))
      .join("\n");
  }
  const next = text === "" || text.endsWith("\n") ? text + words : `${text}\n${words}`;
  return next.length > NOTE_MOST ? null : next;
}

/** The phrases with their words on screen, each once: two that read the same are one to the eye. */
export function phrasesShown(
  phrases: readonly Bilingual[],
  words: (phrase: Bilingual) => string,
): [string, Bilingual][] {
  const shown = new Map<string, Bilingual>();
  for (const phrase of phrases) {
    const text = flat(words(phrase));
    if (text && !shown.has(text)) shown.set(text, phrase);
  }
  return [...shown];
}
