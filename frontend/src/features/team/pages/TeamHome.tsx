import { IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { EditionSummary } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { editionsQuery, myEntriesQuery } from "../api/entries";
import type { EntryRow } from "../api/types";
import { Deadline } from "../components/Deadline";
import { StateChip } from "../components/StateChip";
import { TeamBar } from "../components/TeamBar";

function EntryCard({ entry }: { entry: EntryRow }) {
  const { t } = useTranslation("team");
  const words = useWords();
  return (
    <Link to="/team/$entry" params={{ entry: entry.id }} className="ys-card tm-entry">
      <div className="body">
        <h2 className="tm-name">{words(entry.team.name)}</h2>
        <p className="ys-soft">{entry.title || t("form.untitled")}</p>
        <p className="ys-small ys-muted">{words(entry.edition.name)}</p>
      </div>
      <StateChip state={entry.state} />
      <IconChevronRight size={20} stroke={1.8} aria-hidden />
    </Link>
  );
}

function OpenEdition({ edition }: { edition: EditionSummary }) {
  const { t } = useTranslation("team");
  const words = useWords();
  return (
    <article className="ys-card tm-edition" data-edition={edition.slug}>
      <div className="body">
        <h3>{words(edition.name)}</h3>
        <p className="ys-soft">{words(edition.summary)}</p>
        <p className="ys-small">
          <Deadline at={edition.closes_at} zone={edition.time_zone} />
        </p>
      </div>
      <Link
        to="/team/register/$edition"
        params={{ edition: edition.id }}
        className="tm-action"
        data-testid={`team-register-${edition.slug}`}
      >
        {t("register.action")}
      </Link>
    </article>
  );
}

/** /team: my entries, and what is open for one. */
export function TeamHome() {
  const { t } = useTranslation("team");
  const entries = useQuery(myEntriesQuery);
  const editions = useQuery(editionsQuery);
  const open = editions.data?.filter((edition) => edition.state === "open") ?? [];
  return (
    <>
      <TeamBar />
      <Page title={t("home.title")} width="reading">
        <div className="ys-stack wide">
          <ProblemAlert error={entries.error} onRetry={() => void entries.refetch()} />
          {entries.isPending && <Waiting shape="cards" />}
          {entries.data?.length === 0 && (
            <EmptyState title={t("home.empty.title")}>
              {open.length > 0 ? t("home.empty.detail") : t("home.empty.closed")}
            </EmptyState>
          )}
          {entries.data?.map((entry) => (
            <EntryCard key={entry.id} entry={entry} />
          ))}
          {open.length > 0 && <h2 className="tm-gap">{t("home.open")}</h2>}
          {open.map((edition) => (
            <OpenEdition key={edition.id} edition={edition} />
          ))}
        </div>
      </Page>
    </>
  );
}
