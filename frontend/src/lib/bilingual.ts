import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Bilingual } from "@/api/types";
import { asLanguage } from "./language";

/** The words of a name in a language, falling back to the other one. */
export function wordsIn(language: string, value: Partial<Bilingual> | null | undefined): string {
  if (!value) return "";
  const [first, second] =
    asLanguage(language) === "en" ? [value.en, value.zh] : [value.zh, value.en];
  return (first?.trim() ? first : second) ?? "";
}

/** Reads bilingual data in the language on screen. */
export function useWords(): (value: Partial<Bilingual> | null | undefined) => string {
  const { i18n } = useTranslation();
  const { language } = i18n;
  return useCallback((value) => wordsIn(language, value), [language]);
}
