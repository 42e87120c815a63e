import i18next, { type BackendModule, type ResourceKey } from "i18next";
import { initReactI18next } from "react-i18next";
import {
  currentLanguage,
  type Language,
  LANGUAGES,
  rememberLanguage,
  startLanguage,
} from "./language";

// One chunk per language and feature; a page loads only the features it shows.
const catalogues = import.meta.glob<{ default: ResourceKey }>("../locales/*/*.json");

const backend: BackendModule = {
  type: "backend",
  init() {},
  read(language, namespace, done) {
    const load = catalogues[`../locales/${language}/${namespace}.json`];
    if (!load) return done(new Error(`no catalogue ${language}/${namespace}`), false);
    load().then(
      (module) => done(null, module.default),
      (error: Error) => done(error, true),
    );
  },
};

/** Starts the texts with the namespaces of the first screen; more are loaded when used. */
export async function startI18n(namespaces: string[] = []): Promise<void> {
  const language = startLanguage();
  rememberLanguage(language, false);
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: language,
      supportedLngs: LANGUAGES,
      load: "currentOnly",
      fallbackLng: false,
      ns: ["common", ...namespaces],
      defaultNS: "common",
      fallbackNS: "common",
      // A page may read from several catalogues, in their order.
      react: { nsMode: "fallback" },
      keySeparator: false,
      interpolation: { escapeValue: false },
      returnNull: false,
    });
}

/** Shows another language at once; `chosen` when a person asked for it on this device. */
export async function showLanguage(language: Language, chosen: boolean): Promise<void> {
  // A change that still loads its texts counts: who turns back meanwhile is heard.
  if (i18next.language === language && currentLanguage() === language) return;
  rememberLanguage(language, chosen);
  if (chosen) {
    const url = new URL(location.href);
    if (url.searchParams.has("lang")) {
      url.searchParams.set("lang", language);
      history.replaceState(history.state, "", url);
    }
  }
  await i18next.changeLanguage(language);
}
