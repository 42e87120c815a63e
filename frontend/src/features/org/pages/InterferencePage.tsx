import { Button, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { receiptsQuery, useInterferenceFile } from "../api/interference";
import { Frame, type Here } from "../components/Frame";
import "../witness.css";

/** Somebody was asked for a favor: a few words, sealed, for the witness alone. */
export function InterferencePage() {
  return <Frame place="interference">{(here) => <Body {...here} />}</Frame>;
}

const EMPTY = { who: "", said: "", day: "" };

function Body({ edition }: Here) {
  const { t } = useTranslation("witness");
  const file = useInterferenceFile(edition.id);
  const [form, setForm] = useState(EMPTY);
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!form.said.trim()) return;
    file.mutate(
      { who: form.who.trim(), said: form.said.trim(), happened_on: form.day || null },
      {
        onSuccess: () => {
          setForm(EMPTY);
          setTried(false);
        },
      },
    );
  };
  return (
    <Page title={t("file.title")} sub={t("file.sub")} width="reading">
      <div className="ys-stack">
        <form
          className="ys-card wt-file"
          onSubmit={send}
          noValidate
          data-testid="interference-form"
        >
          <TextInput
            label={t("file.who")}
            description={t("file.whoWhy")}
            value={form.who}
            maxLength={120}
            onChange={(event) => setForm({ ...form, who: event.currentTarget.value })}
            data-testid="interference-who"
          />
          <TextInput
            type="date"
            label={t("file.day")}
            value={form.day}
            onChange={(event) => setForm({ ...form, day: event.currentTarget.value })}
            data-testid="interference-day"
          />
          <Textarea
            label={t("file.said")}
            error={tried && !form.said.trim() ? t("note.fill") : undefined}
            value={form.said}
            maxLength={2000}
            autosize
            minRows={4}
            onChange={(event) => setForm({ ...form, said: event.currentTarget.value })}
            data-testid="interference-said"
          />
          <Button type="submit" loading={file.isPending} data-testid="interference-send">
            {t("file.send")}
          </Button>
          <ProblemAlert error={file.error} />
          {file.isSuccess && (
            <p role="status" data-testid="interference-taken">
              {t("file.taken")}
            </p>
          )}
        </form>
        <Receipts edition={edition.id} zone={edition.time_zone} />
      </div>
    </Page>
  );
}

function Receipts({ edition, zone }: { edition: string; zone: string }) {
  const { t } = useTranslation("witness");
  const own = useQuery(receiptsQuery(edition));
  if (!own.data?.length) return <ProblemAlert error={own.error} />;
  return (
    <section className="ys-card">
      <h2>{t("file.own")}</h2>
      <ul className="wt-lines">
        {own.data.map((row) => (
          <li key={row.id} data-testid="receipt">
            <When at={row.filed_at} zone={zone} plain />
            <span className="ys-soft">{t("file.received")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
