import { asLanguage } from "@/lib/language";

const SUFFIX: Partial<Record<Intl.LDMLPluralRule, string>> = { one: "st", two: "nd", few: "rd" };

/** A place in a ranking: the number in Chinese, whose words stand around it; 2nd in English. */
export function placeText(place: number, language: string): string {
  if (asLanguage(language) !== "en") return String(place);
  const rule = new Intl.PluralRules("en", { type: "ordinal" }).select(place);
  return `${place}${SUFFIX[rule] ?? "th"}`;
}
