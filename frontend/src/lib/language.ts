export type Language = "zh-Hans" | "en";
export const LANGUAGES: Language[] = ["zh-Hans", "en"];

const KEY = "yisai.language";
let active: Language = "zh-Hans";

/** Any language tag as one of ours, or null. */
export function asLanguage(tag: string | null | undefined): Language | null {
  if (!tag) return null;
  const lower = tag.toLowerCase();
  if (lower.startsWith("zh")) return "zh-Hans";
  return lower.startsWith("en") ? "en" : null;
}

/** What somebody chose for this device by `?lang=` or the switch, or null. */
export function chosenLanguage(): Language | null {
  const fromUrl = asLanguage(new URLSearchParams(location.search).get("lang"));
  if (fromUrl) localStorage.setItem(KEY, fromUrl);
  return fromUrl ?? asLanguage(localStorage.getItem(KEY));
}

/** The language to start with before the account is known. */
export function startLanguage(): Language {
  const wanted = navigator.languages.map(asLanguage).find(Boolean);
  return chosenLanguage() ?? wanted ?? "zh-Hans";
}

export const currentLanguage = (): Language => active;

/** Remembers the active language for requests, the document and this device. */
export function rememberLanguage(language: Language, chosen: boolean): void {
  active = language;
  document.documentElement.lang = language;
  if (chosen) localStorage.setItem(KEY, language);
}
