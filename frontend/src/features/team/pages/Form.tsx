import { NativeSelect, Textarea, TextInput } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Choice, LandingIntent } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { charactersOf } from "@/lib/count";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { TruthState } from "@/ui/TruthState";
import { ConflictNote } from "../components/ConflictNote";
import { InvestmentField } from "../components/InvestmentField";
import { Unsubmitted } from "../components/Unsubmitted";
import type { FieldName } from "../state/autosave";
import { useEntry } from "../state/context";
import { SUMMARY_MAX, TITLE_MAX } from "../state/fields";

const INTENTS: LandingIntent[] = ["none", "open", "firm"];

function FieldConflict({ field }: { field: FieldName }) {
  const { draft } = useEntry();
  const conflict = draft.conflicts.find((one) => one.field === field);
  return conflict ? <ConflictNote conflict={conflict} /> : null;
}

function Counter({ text, max }: { text: string; max: number }) {
  const { t } = useTranslation("team");
  const count = charactersOf(text);
  return (
    <span className={`num ${count > max ? "tm-bad" : "ys-muted"}`} data-testid="counter">
      {t("form.count", { count, max })}
    </span>
  );
}

/** A text with a limit: over it while typing, an error only on leaving. */
function Words({ field, max, rows }: { field: "title" | "summary"; max: number; rows?: number }) {
  const { t } = useTranslation("team");
  const { autosave, draft, editable } = useEntry();
  const [left, setLeft] = useState(false);
  const value = draft.values[field];
  const over = charactersOf(value) > max;
  const wrong = !left
    ? undefined
    : over
      ? t("form.tooLong", { max })
      : value.trim() === ""
        ? t(`form.missing.${field}`)
        : undefined;
  const common = {
    label: (
      <span className="tm-label">
        {t(`field.${field}`)}
        <Counter text={value} max={max} />
      </span>
    ),
    description: t(`form.hint.${field}`),
    error: wrong,
    value,
    disabled: !editable,
    onBlur: () => {
      setLeft(true);
      void autosave.flush();
    },
    onChange: (event: { currentTarget: { value: string } }) => {
      const next = event.currentTarget.value;
      autosave.change(field, next, charactersOf(next) <= max);
    },
    "data-testid": `entry-${field}`,
  };
  return (
    <div className="ys-stack">
      {rows ? <Textarea {...common} rows={rows} /> : <TextInput {...common} />}
      <FieldConflict field={field} />
    </div>
  );
}

function Pick({ field, choices }: { field: "track" | "division"; choices: Choice[] }) {
  const { t } = useTranslation("team");
  const words = useWords();
  const { autosave, draft, editable } = useEntry();
  return (
    <div className="ys-stack">
      <NativeSelect
        label={t(`field.${field}`)}
        disabled={!editable}
        value={draft.values[field] ?? ""}
        data={[
          { value: "", label: t("form.choose") },
          ...choices.map(({ id, name }) => ({ value: id, label: words(name) })),
        ]}
        onChange={(event) => autosave.change(field, event.currentTarget.value || null)}
        data-testid={`entry-${field}`}
      />
      <FieldConflict field={field} />
    </div>
  );
}

function Landing() {
  const { t } = useTranslation("team");
  const { autosave, draft, editable } = useEntry();
  const intent = draft.values.landing_intent;
  return (
    <div className="ys-stack">
      <NativeSelect
        label={t("field.landing_intent")}
        description={t("form.hint.landing")}
        disabled={!editable}
        value={intent}
        data={INTENTS.map((value) => ({ value, label: t(`landing.${value}`) }))}
        onChange={(event) =>
          autosave.change("landing_intent", event.currentTarget.value as LandingIntent)
        }
        data-testid="entry-landing"
      />
      <FieldConflict field="landing_intent" />
      <InvestmentField
        value={draft.values.planned_investment}
        disabled={!editable}
        onChange={(value) => autosave.change("planned_investment", value)}
      />
      <FieldConflict field="planned_investment" />
    </div>
  );
}

/** /team/:entry/form: saves itself; there is no save button. */
export function EntryForm() {
  const { t } = useTranslation("team");
  const { entry, edition, draft, autosave } = useEntry();
  return (
    <Page
      title={t("step.form")}
      sub={t("form.sub")}
      width="reading"
      actions={
        draft.truth && <TruthState state={draft.truth} at={draft.at} zone={edition.time_zone} />
      }
    >
      <Unsubmitted />
      <div className="ys-stack wide">
        <ProblemAlert
          error={draft.problem}
          safe={t("form.safe")}
          onRetry={() => void autosave.flush()}
        />
        <section className="ys-card ys-stack wide">
          <Words field="title" max={TITLE_MAX} />
          <Words field="summary" max={SUMMARY_MAX} rows={7} />
          <div className="tm-two">
            <Pick field="track" choices={edition.tracks} />
            <Pick field="division" choices={edition.divisions} />
          </div>
        </section>
        <section className="ys-card">
          <h2>{t("form.landing")}</h2>
          <Landing />
        </section>
        <div className="ys-row between">
          <Link to="/team/$entry" params={{ entry: entry.id }} className="tm-action">
            {t("back")}
          </Link>
          <Link to="/team/$entry/files" params={{ entry: entry.id }} className="tm-action strong">
            {t("form.next")}
          </Link>
        </div>
      </div>
    </Page>
  );
}
