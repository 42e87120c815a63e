import { useTranslation } from "react-i18next";
import { asLanguage } from "@/lib/language";
import en from "./texts.en.json";
import zh from "./texts.zh-Hans.json";

export type Word = keyof typeof zh;

/** The samples' words in the language on screen. */
export function useSamples(): (word: Word) => string {
  const { i18n } = useTranslation();
  const texts: Record<Word, string> = asLanguage(i18n.language) === "en" ? en : zh;
  return (word) => texts[word];
}

/** A sample that is data: a name in both languages. */
export const both = (word: Word) => ({ zh: zh[word], en: en[word] });
