import { useTranslation } from "react-i18next";
import { sessionPatch, useSession } from "@/api/session";
import { showLanguage } from "@/lib/i18n";
import { type Language, LANGUAGES } from "@/lib/language";

/** 中 / EN: changes the words at once, keeps the page and everything typed. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation("common");
  const session = useSession();
  const choose = async (language: Language) => {
    await showLanguage(language, true);
    // The account follows when it can; the screen does not wait for it.
    if (session.data?.account) await sessionPatch({ language: tag(language) }).catch(() => null);
  };
  return (
    <div className="ys-lang" role="group" aria-label={t("language")}>
      {LANGUAGES.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={i18n.language === language}
          data-testid={`language-${language}`}
          onClick={() => void choose(language)}
        >
          {t(`language.${language}`)}
        </button>
      ))}
    </div>
  );
}

/** The server's tag of a language. */
export const tag = (language: Language) => (language === "en" ? "en" : "zh-hans");
