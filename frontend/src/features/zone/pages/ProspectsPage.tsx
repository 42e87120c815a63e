import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Money } from "@/ui/Money";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { prospectsQuery } from "../api/prospects";
import type { Prospect } from "../api/types";
import { Frame } from "../components/Frame";
import { ZONE } from "../state/clock";

/** Teams that let the zone see them, from acceptance on; no score is ever shown here. */
export function ProspectsPage() {
  const { t } = useTranslation("zone");
  const list = useInfiniteQuery(prospectsQuery);
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <Frame>
      <Page title={t("prospects.title")} sub={t("prospects.sub")}>
        <div className="ys-stack" data-testid="prospects">
          {list.isPending && <Waiting shape="lines" />}
          <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />
          {list.data && rows.length === 0 && (
            <EmptyState title={t("prospects.empty")}>{t("prospects.emptyWhy")}</EmptyState>
          )}
          <div className="zn-prospects">
            {rows.map((prospect) => (
              <ProspectCard key={prospect.id} prospect={prospect} />
            ))}
          </div>
          {list.hasNextPage && (
            <Button
              variant="default"
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              {t("prospects.more")}
            </Button>
          )}
        </div>
      </Page>
    </Frame>
  );
}

function ProspectCard({ prospect }: { prospect: Prospect }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { entry, contact, planned_investment: money } = prospect;
  return (
    <article className="ys-card zn-prospect" data-testid={`prospect-${entry.number}`}>
      <div className="ys-row between">
        <h2>{words(prospect.team)}</h2>
        <span className="ys-chip num">{entry.number}</span>
      </div>
      <p className="ys-soft">{entry.title}</p>
      {entry.summary && <p className="ys-small ys-muted clamp">{entry.summary}</p>}
      <dl>
        <div>
          <dt>{t("prospects.track")}</dt>
          <dd>{words(prospect.track) || "—"}</dd>
        </div>
        <div>
          <dt>{t("money.planned_investment")}</dt>
          <dd>
            <Money value={money} />
          </dd>
        </div>
        <div>
          <dt>{t("prospects.intent")}</dt>
          <dd>{t(`intent.${prospect.landing_intent}`)}</dd>
        </div>
        <div className="whole">
          <dt>{t("prospects.contact")}</dt>
          <dd>
            {contact ? words(contact.name) : "—"}
            {contact?.email && <a href={`mailto:${contact.email}`}>{contact.email}</a>}
          </dd>
        </div>
      </dl>
      <div className="ys-row between foot">
        <span className="ys-small ys-muted">
          {t("prospects.since")} <When at={prospect.since} zone={ZONE} plain />
        </span>
        {prospect.project && <Link to={`/zone/p/${prospect.project}`}>{t("prospects.open")}</Link>}
      </div>
    </article>
  );
}
