import { expect, it } from "vitest";
import { wordsIn } from "@/lib/bilingual";
import { NOTE_MOST } from "./note";
import { hasPhrase, phrasesShown, phraseTapped } from "./phrases";

const EDGE = { zh: "技术壁垒明确", en: "Clear technical edge" };
const PROUD = { zh: "财务预测偏乐观", en: "Optimistic forecast" };

it("adds a phrase as a line of its own and takes it out again", () => {
  expect(phraseTapped("", EDGE, EDGE.zh)).toBe(EDGE.zh);
  const one = phraseTapped("Seen it run", EDGE, EDGE.zh) ?? "";
  expect(one).toBe(`Seen it run\n${EDGE.zh}`);
  const two = phraseTapped(`${one}\n`, PROUD, PROUD.zh) ?? "";
  expect(two).toBe(`${one}\n${PROUD.zh}`);
  expect(phraseTapped(two, EDGE, EDGE.zh)).toBe(`Seen it run\n${PROUD.zh}`);
});

it("knows a phrase as a whole line only, in either language", () => {
  expect(hasPhrase(`${EDGE.zh}，但是`, EDGE)).toBe(false);
  expect(hasPhrase(`a\n ${EDGE.en} \nb`, EDGE)).toBe(true);
  // Written in one language and taken out in the other one.
  expect(phraseTapped(`a\n${EDGE.zh}`, EDGE, EDGE.en)).toBe("a");
});

it("refuses a phrase that does not fit, by one character", () => {
  expect(phraseTapped("x".repeat(NOTE_MOST - 7), EDGE, EDGE.zh)).toHaveLength(NOTE_MOST);
  expect(phraseTapped("x".repeat(NOTE_MOST - 6), EDGE, EDGE.zh)).toBeNull();
});

it("shows each wording once and as one line, and no empty one", () => {
  const phrases = [EDGE, PROUD, { zh: "另一条", en: EDGE.en }, { zh: "两\n行", en: " " }];
  const shown = (language: string) =>
    phrasesShown(phrases, (phrase) => wordsIn(language, phrase)).map(([text]) => text);
  expect(shown("en")).toEqual([EDGE.en, PROUD.en, "两 行"]);
  expect(shown("zh-Hans")).toEqual([EDGE.zh, PROUD.zh, "另一条", "两 行"]);
});
