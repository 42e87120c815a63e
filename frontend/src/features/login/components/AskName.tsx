import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionPatch } from "@/api/session";
import { currentLanguage } from "@/lib/language";
import { tag } from "@/ui/LanguageSwitch";
import { ProblemAlert } from "@/ui/Problem";

/** Asks a new person how they are called; also keeps the language they read. */
export function AskName({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("login");
  const [name, setName] = useState({ zh: "", en: "" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    const zh = name.zh.trim();
    setMissing(!zh);
    if (!zh) return;
    setBusy(true);
    setError(null);
    try {
      await sessionPatch({ name: { zh, en: name.en.trim() }, language: tag(currentLanguage()) });
      onDone();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="ys-stack" noValidate onSubmit={(event) => void save(event)}>
      <h2>{t("name.title")}</h2>
      <ProblemAlert error={error} />
      <TextInput
        label={t("name.zh")}
        error={missing && t("name.missing")}
        autoComplete="name"
        maxLength={80}
        value={name.zh}
        onChange={(event) => setName({ ...name, zh: event.currentTarget.value })}
        data-testid="login-name"
      />
      <TextInput
        label={t("name.en")}
        description={t("name.enHint")}
        maxLength={80}
        lang="en"
        value={name.en}
        onChange={(event) => setName({ ...name, en: event.currentTarget.value })}
        data-testid="login-name-en"
      />
      <Button type="submit" loading={busy} fullWidth data-testid="login-name-save">
        {t("name.save")}
      </Button>
    </form>
  );
}
