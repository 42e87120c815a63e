import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sessionPatch, useSession } from "@/api/session";
import { ProblemAlert } from "@/ui/Problem";

/** How the person is called and where mail goes; the language is chosen in the bar above. */
export function PersonCard() {
  const { t } = useTranslation("account");
  const session = useSession();
  const person = session.data?.person;
  const [name, setName] = useState<{ zh: string; en: string } | null>(null);
  const [state, setState] = useState<"idle" | "busy" | "saved" | "missing">("idle");
  const [error, setError] = useState<unknown>(null);
  if (!person) return null;
  const shown = name ?? person.name;
  const change = (part: Partial<typeof shown>) => {
    setName({ ...shown, ...part });
    setState("idle");
  };
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!shown.zh.trim()) return setState("missing");
    setState("busy");
    setError(null);
    try {
      await sessionPatch({ name: { zh: shown.zh.trim(), en: shown.en.trim() } });
      setName(null);
      setState("saved");
    } catch (fault) {
      setError(fault);
      setState("idle");
    }
  };
  return (
    <section className="ys-card" aria-labelledby="account-person">
      <h2 id="account-person">{t("person.title")}</h2>
      <form className="ys-stack" noValidate onSubmit={(event) => void save(event)}>
        <ProblemAlert error={error} />
        <div className="ac-pair">
          <TextInput
            label={t("person.zh")}
            error={state === "missing" && t("person.missing")}
            maxLength={80}
            autoComplete="name"
            value={shown.zh}
            onChange={(event) => change({ zh: event.currentTarget.value })}
            data-testid="account-name"
          />
          <TextInput
            label={t("person.en")}
            maxLength={80}
            lang="en"
            value={shown.en}
            onChange={(event) => change({ en: event.currentTarget.value })}
            data-testid="account-name-en"
          />
        </div>
        <div className="ac-line">
          <span className="ys-muted">{t("person.email")}</span>
          <span className="num">{session.data?.account?.email ?? t("person.noEmail")}</span>
        </div>
        <div className="ys-row">
          <Button
            type="submit"
            variant="default"
            loading={state === "busy"}
            data-testid="account-name-save"
          >
            {t("person.save")}
          </Button>
          {state === "saved" && (
            <span className="ys-soft" role="status">
              {t("saved")}
            </span>
          )}
        </div>
      </form>
    </section>
  );
}
