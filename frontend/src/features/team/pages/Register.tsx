import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useParam } from "@/lib/params";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { sessionQuery } from "@/api/session";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { editionsQuery, teamRegister } from "../api/entries";
import { Deadline } from "../components/Deadline";
import { TeamBar } from "../components/TeamBar";

interface Values {
  zh: string;
  en: string;
  company: string;
  code: string;
}
const EMPTY: Values = { zh: "", en: "", company: "", code: "" };

function bodyOf(values: Values) {
  const name = { zh: values.zh.trim(), en: values.en.trim() };
  const company = values.company.trim();
  if (!company) return { name };
  const code = values.code.replace(/\s/g, "").toUpperCase();
  const organization = { name: { zh: company, en: "" } };
  return { name, organization: code ? { ...organization, credit_code: code } : organization };
}

function RegisterForm({ edition }: { edition: string }) {
  const { t } = useTranslation("team");
  const navigate = useNavigate();
  const [values, setValues] = useState(EMPTY);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const set = (field: keyof Values) => (event: { currentTarget: { value: string } }) =>
    setValues({ ...values, [field]: event.currentTarget.value });

  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(!values.zh.trim());
    if (!values.zh.trim()) return;
    setBusy(true);
    setError(null);
    try {
      const entry = await teamRegister(edition, bodyOf(values));
      await queryClient.invalidateQueries({ queryKey: ["entries"] });
      void queryClient.invalidateQueries({ queryKey: sessionQuery.queryKey });
      await navigate({ to: "/team/$entry", params: { entry: entry.id } });
    } catch (fault) {
      setError(fault);
      setBusy(false);
    }
  };
  return (
    <form className="ys-card ys-stack" noValidate onSubmit={(event) => void save(event)}>
      <ProblemAlert error={error} />
      <TextInput
        label={t("register.nameZh")}
        description={t("register.nameHint")}
        error={missing ? t("register.nameMissing") : undefined}
        required
        maxLength={60}
        value={values.zh}
        onChange={set("zh")}
        data-testid="team-name-zh"
        autoFocus
      />
      <TextInput
        label={t("register.nameEn")}
        lang="en"
        maxLength={120}
        value={values.en}
        onChange={set("en")}
        data-testid="team-name-en"
      />
      <TextInput
        label={t("register.company")}
        description={t("register.companyHint")}
        maxLength={120}
        value={values.company}
        onChange={set("company")}
        data-testid="team-company"
      />
      {values.company.trim() !== "" && (
        <TextInput
          label={t("register.creditCode")}
          autoCapitalize="characters"
          maxLength={18}
          value={values.code}
          onChange={set("code")}
          data-testid="team-credit-code"
        />
      )}
      <Button type="submit" loading={busy} data-testid="team-register">
        {t("register.save")}
      </Button>
    </form>
  );
}

/** /team/register/:edition: a team's name makes the draft; everything else comes later. */
export function Register() {
  const { t } = useTranslation("team");
  const words = useWords();
  const key = useParam("edition");
  const editions = useQuery(editionsQuery);
  const edition = editions.data?.find(({ id, slug }) => id === key || slug === key);
  return (
    <>
      <TeamBar />
      <Page
        title={t("register.title")}
        sub={
          edition && (
            <>
              {words(edition.name)}
              <br />
              <span className="ys-small">
                <Deadline at={edition.closes_at} zone={edition.time_zone} />
              </span>
            </>
          )
        }
        width="narrow"
      >
        <ProblemAlert error={editions.error} onRetry={() => void editions.refetch()} />
        {editions.isPending && <Waiting shape="lines" />}
        {edition?.state === "open" && <RegisterForm edition={edition.id} />}
        {editions.data && edition?.state !== "open" && (
          <EmptyState title={t("register.closed.title")}>{t("register.closed.detail")}</EmptyState>
        )}
      </Page>
    </>
  );
}
