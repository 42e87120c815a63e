import { useTranslation } from "react-i18next";
import { sessionPatch, useSession } from "@/api/session";
import { showLanguage } from "@/lib/i18n";
import { currentLanguage, type Language, LANGUAGES } from "@/lib/language";

// One after the other, so that the last press is also the last to arrive.
let saving = Promise.resolve();

async function accountFollow(language: Language): Promise<void> {
  if (language !== currentLanguage()) return;
  await sessionPatch({ language: tag(language) }).catch(() => null);
}

/** 中 / EN: changes the words at once, keeps the page and everything typed. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation("common");
  const session = useSession();
  const choose = async (language: Language) => {
    await showLanguage(language, true);
    // The account follows when it can; the screen does not wait for it.
    if (session.data?.account) saving = saving.then(() => accountFollow(language));
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
