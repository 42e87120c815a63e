import { Button, NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { cursorOf } from "@/lib/pages";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { entriesQuery } from "../api/entries";
import type { EntryRow } from "../api/types";
import { Frame, type Here } from "../components/Frame";
import { StateChip } from "../components/StateChip";

const STATES = [
  "submitted",
  "in_check",
  "returned",
  "accepted",
  "rejected",
  "withdrawn",
  "disqualified",
];

/** The entries of an edition, page by page, under a filter that the address keeps. */
export function EntriesPage() {
  return <Frame place="entries">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, slug }: Here) {
  const { t } = useTranslation("org");
  const search: { state?: string; cursor?: string } = useSearch({ strict: false });
  const navigate = useNavigate();
  const list = useQuery(
    entriesQuery({ edition: edition.id, state: search.state, cursor: search.cursor }),
  );
  const go = (next: { state?: string | undefined; cursor?: string | undefined }) =>
    void navigate({ to: ".", search: { state: search.state, ...next } });
  const rows = list.data?.results ?? [];
  const next = cursorOf(list.data?.next ?? null);
  const previous = cursorOf(list.data?.previous ?? null);
  return (
    <Page
      title={t("entries.title")}
      actions={
        <NativeSelect
          aria-label={t("entries.filter")}
          value={search.state ?? ""}
          data={[
            { value: "", label: t("entries.all") },
            ...STATES.map((value) => ({ value, label: t(`entry.${value}`) })),
          ]}
          onChange={(event) =>
            go({ state: event.currentTarget.value || undefined, cursor: undefined })
          }
          data-testid="entries-filter"
        />
      }
    >
      <div className="ys-stack" data-testid="org-entries">
        {list.isPending && <Waiting shape="lines" />}
        <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
        {list.data && rows.length === 0 && (
          <EmptyState
            title={t(search.state ? "entries.empty" : "entries.emptyAll")}
            action={
              search.state && (
                <Button variant="default" onClick={() => go({ state: undefined })}>
                  {t("entries.showAll")}
                </Button>
              )
            }
          >
            {t("entries.emptyWhy")}
          </EmptyState>
        )}
        {rows.length > 0 && <Table rows={rows} slug={slug} zone={edition.time_zone} />}
        {(next ?? previous) && (
          <div className="ys-row between">
            <Button variant="default" disabled={!previous} onClick={() => go({ cursor: previous })}>
              {t("entries.previous")}
            </Button>
            <Button variant="default" disabled={!next} onClick={() => go({ cursor: next })}>
              {t("entries.next")}
            </Button>
          </div>
        )}
      </div>
    </Page>
  );
}

function Table({ rows, slug, zone }: { rows: EntryRow[]; slug: string; zone: string }) {
  const { t } = useTranslation("org");
  const words = useWords();
  return (
    <div className="og-scroll" tabIndex={0} role="region" aria-label={t("entries.title")}>
      <table className="og-table">
        <thead>
          <tr>
            {["number", "title.column", "team", "track", "submitted", "state"].map((column) => (
              <th key={column} scope="col">
                {t(`entries.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((entry) => (
            <tr key={entry.id} data-testid={`entry-row-${entry.number || entry.id}`}>
              <td className="num">{entry.number || "—"}</td>
              <th scope="row">
                <Link to={`/org/${slug}/entries/${entry.id}`}>
                  {entry.title || t("entries.untitled")}
                </Link>
              </th>
              <td>{words(entry.team.name)}</td>
              <td>{words(entry.track?.name) || "—"}</td>
              <td>
                {entry.submitted_at ? <When at={entry.submitted_at} zone={zone} plain /> : "—"}
              </td>
              <td>
                <StateChip of="entry" state={entry.state} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
