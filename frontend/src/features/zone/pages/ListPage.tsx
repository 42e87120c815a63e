import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Money } from "@/ui/Money";
import { ProblemAlert } from "@/ui/Problem";
import { stagesQuery } from "../api/stages";
import type { Card } from "../api/types";
import { DueClock } from "../components/DueClock";
import { FilterBar } from "../components/FilterBar";
import { Frame } from "../components/Frame";
import { Provenance } from "../components/Provenance";
import { useFilter } from "../state/filter";
import { useShown } from "../state/shown";

/** The same projects as rows, under the same filter. */
export function ListPage() {
  const { t } = useTranslation("zone");
  const [filter, change] = useFilter();
  const { projects, cards, late } = useShown(filter);
  useEffect(() => {
    document.title = `${t("board.title")} · ${t("brand")}`;
  }, [t]);
  return (
    <Frame>
      <main className="zn-page" data-testid="zone-list">
        <FilterBar view="list" filter={filter} change={change} late={late} shown={cards} />
        <div className="zn-pad">
          {projects.isPending && <Waiting shape="lines" />}
          <ProblemAlert error={projects.error} onRetry={() => void projects.refetch()} />
          {projects.data?.length === 0 && (
            <EmptyState title={t("board.empty")}>{t("board.emptyWhy")}</EmptyState>
          )}
          {projects.data && projects.data.length > 0 && cards.length === 0 && (
            <EmptyState
              title={t("list.empty")}
              action={
                <Button
                  variant="default"
                  onClick={() => change({ q: "", mine: false, late: false, stage: "" })}
                >
                  {t("list.showAll")}
                </Button>
              }
            />
          )}
          {cards.length > 0 && <Table cards={cards} />}
        </div>
      </main>
    </Frame>
  );
}

function Table({ cards }: { cards: Card[] }) {
  const { t } = useTranslation("zone");
  return (
    <div className="zn-scroll" tabIndex={0} role="region" aria-label={t("board.title")}>
      <table className="zn-table">
        <thead>
          <tr>
            {["name", "stage", "money", "contest", "checks", "owner", "clock"].map((column) => (
              <th key={column} scope="col" className={column}>
                {t(`list.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <Row key={card.id} card={card} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ card }: { card: Card }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const stages = useQuery(stagesQuery);
  const stage = stages.data?.stages.find(({ id }) => id === card.stage);
  return (
    <tr data-testid={`row-${card.entry?.number || card.code}`}>
      <th scope="row">
        <Link to={`/zone/p/${card.id}`}>{words(card.name)}</Link>
        <small>{card.entry?.title ?? card.code}</small>
      </th>
      <td>{words(stage?.name)}</td>
      <td className="money">
        <Money value={card.planned_investment} />
        {card.planned_investment && <small>{t(`money.${card.planned_investment.kind}`)}</small>}
      </td>
      <td>
        <Provenance card={card} />
      </td>
      <td className="num">
        {card.checks_count.done}/{card.checks_count.total}
      </td>
      <td>{words(card.owner?.name) || t("card.noOwner")}</td>
      <td>
        <DueClock since={card.stage_since} due={card.due_at} />
      </td>
    </tr>
  );
}
