import { Button } from "@mantine/core";
import { IconChevronLeft, IconFileText } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { sizeText } from "@/lib/size";
import { Waiting } from "@/ui/EmptyState";
import { Money } from "@/ui/Money";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { entryQuery } from "../api/entry";
import { filesQuery } from "../api/files";
import type { Edition, Entry } from "../api/types";
import { DeskCard } from "../components/DeskCard";
import { Frame, type Here } from "../components/Frame";
import { StateChip } from "../components/StateChip";

/** An entry on the desk: what the team submitted, what the machine found, the decision. */
export function EntryPage() {
  return <Frame place="entries">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, slug, roles }: Here) {
  const { t } = useTranslation("org");
  const words = useWords();
  const params: { entry?: string } = useParams({ strict: false });
  const entry = useQuery(entryQuery(params.entry ?? ""));
  const data = entry.data;
  const office = roles.has("organizer") || roles.has("eligibility_officer");
  return (
    <Page
      title={data?.title ?? t("entries.title")}
      sub={
        data && (
          <span className="ys-row">
            {data.number && <span className="num">{data.number}</span>}
            <span>{words(data.team.name)}</span>
            {data.organization && <span>{words(data.organization.name)}</span>}
          </span>
        )
      }
      actions={
        <>
          {data && <StateChip of="entry" state={data.state} />}
          <Button
            component={Link}
            to={`/org/${slug}/entries`}
            variant="default"
            leftSection={<IconChevronLeft size={18} stroke={1.8} />}
          >
            {t("entries.title")}
          </Button>
        </>
      }
    >
      {entry.isPending && <Waiting />}
      <ProblemAlert error={entry.error} onRetry={() => void entry.refetch()} />
      {data && (
        <div className="og-desk">
          <div className="ys-stack">
            <Answers entry={data} />
            <Files entry={data.id} />
            {data.consents && <Consents entry={data} edition={edition} />}
          </div>
          {office && <DeskCard entry={data} zone={edition.time_zone} />}
        </div>
      )}
    </Page>
  );
}

function Answers({ entry }: { entry: Entry }) {
  const { t } = useTranslation("org");
  const words = useWords();
  return (
    <section className="ys-card">
      <h2>{t("desk.answers")}</h2>
      {entry.summary && <p className="og-summary">{entry.summary}</p>}
      <dl className="og-facts">
        <div>
          <dt>{t("entries.track")}</dt>
          <dd>{words(entry.track?.name) || "—"}</dd>
        </div>
        <div>
          <dt>{t("desk.division")}</dt>
          <dd>{words(entry.division?.name) || "—"}</dd>
        </div>
        <div>
          <dt>{t("desk.intent")}</dt>
          <dd>{entry.landing_intent ? t(`intent.${entry.landing_intent}`) : "—"}</dd>
        </div>
        <div>
          <dt>{t("desk.investment")}</dt>
          <dd>
            <Money value={entry.planned_investment} />
          </dd>
        </div>
        <div>
          <dt>{t("desk.creditCode")}</dt>
          <dd className="num">{entry.organization?.credit_code ?? "—"}</dd>
        </div>
        {Object.entries(entry.answers ?? {}).map(([name, answer]) => (
          <div key={name}>
            <dt>{t(`answer.${name}`, { defaultValue: name })}</dt>
            <dd>{answer || "—"}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Files({ entry }: { entry: string }) {
  const { t } = useTranslation("org");
  const files = useQuery(filesQuery(entry));
  return (
    <section className="ys-card">
      <h2>{t("desk.files")}</h2>
      <ProblemAlert error={files.error} onRetry={() => void files.refetch()} />
      {files.data?.length === 0 && <p className="ys-soft">{t("desk.noFiles")}</p>}
      <ul className="ys-stack">
        {files.data?.map((file) => (
          <li key={file.id} className="og-file">
            <Button
              component="a"
              href={file.url}
              variant="default"
              leftSection={<IconFileText size={18} stroke={1.8} />}
              data-testid={`desk-file-${file.slot}`}
            >
              {file.name}
            </Button>
            <span className="ys-small ys-muted">
              {t("desk.fileFacts", {
                pages: file.pages ?? "—",
                size: sizeText(file.size),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Consents({ entry, edition }: { entry: Entry; edition: Edition }) {
  const { t } = useTranslation("org");
  return (
    <section className="ys-card">
      <h2>{t("desk.consents")}</h2>
      <ul className="og-lines">
        {edition.consent_texts.map((text) => {
          const given = entry.consents?.find(({ kind }) => kind === text.kind);
          return (
            <li key={text.kind}>
              <span>
                {t(`consent.${text.kind}`)}
                {text.required && <small>{t("desk.required")}</small>}
              </span>
              {given ? (
                <span className="ys-small">
                  <span className="ys-chip ok">{t("desk.given")}</span>{" "}
                  <When at={given.given_at} zone={edition.time_zone} plain />
                </span>
              ) : (
                <span className={text.required ? "ys-chip warn" : "ys-chip"}>
                  {t("desk.notGiven")}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
