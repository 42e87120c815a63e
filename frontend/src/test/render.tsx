import { MantineProvider } from "@mantine/core";
import { render } from "@testing-library/react";
import i18next from "i18next";
import type { ReactNode } from "react";
import { initReactI18next } from "react-i18next";

const catalogues = import.meta.glob<Record<string, string>>("../locales/*/*.json", {
  eager: true,
  import: "default",
});

/** Renders with the theme and all texts of a language, loaded at once. */
export async function show(node: ReactNode, language: "zh-Hans" | "en" = "zh-Hans") {
  const resources: Record<string, Record<string, Record<string, string>>> = {};
  for (const [path, texts] of Object.entries(catalogues)) {
    const [, tag = "", name = ""] = /locales\/([^/]+)\/([^/]+)\.json$/.exec(path) ?? [];
    (resources[tag] ??= {})[name] = texts;
  }
  await i18next.use(initReactI18next).init({
    lng: language,
    resources,
    defaultNS: "common",
    fallbackNS: "common",
    fallbackLng: false,
    react: { nsMode: "fallback" },
    keySeparator: false,
    interpolation: { escapeValue: false },
  });
  return render(node, { wrapper: MantineProvider });
}
