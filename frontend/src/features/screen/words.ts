import { useTranslation } from "react-i18next";
import { asLanguage, type Language } from "@/lib/language";

/** The language on screen. */
export function useLanguage(): Language {
  const { i18n } = useTranslation();
  return asLanguage(i18n.language) ?? "zh-Hans";
}

const SUFFIX: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };
const ordinals = new Intl.PluralRules("en", { type: "ordinal" });

/** A place as one says it: 2 in Chinese, 2nd in English. */
export function place(language: Language, rank: number): string {
  return language === "en" ? `${rank}${SUFFIX[ordinals.select(rank)] ?? "th"}` : String(rank);
}

/** A place in a column: a shared one says so. */
export function rankMark(rank: number, shares: boolean): string {
  return shares ? `=${rank}` : String(rank);
}
