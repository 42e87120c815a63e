import { TextInput } from "@mantine/core";
import { IconClock, IconColumns3, IconList, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Card } from "../api/types";
import { type Filter, searchOf } from "../state/filter";
import { sumsByKind } from "../state/sums";
import { Sums } from "./Sums";

interface Props {
  view: "board" | "list";
  filter: Filter;
  change: (part: Partial<Filter>) => void;
  late: number;
  shown: Card[];
}

/** The head of board and list: the view, the filter, and what it leaves. */
export function FilterBar({ view, filter, change, late, shown }: Props) {
  const { t } = useTranslation("zone");
  const views = [
    { id: "board", to: "/zone/board", icon: IconColumns3 },
    { id: "list", to: "/zone/list", icon: IconList },
  ] as const;
  return (
    <div className="zn-head">
      <div className="first">
        <h1>{t("board.title")}</h1>
        <div className="zn-views" role="group" aria-label={t("board.view")}>
          {views.map(({ id, to, icon: Icon }) => (
            <Link
              key={id}
              to={to}
              search={searchOf(filter)}
              aria-current={view === id ? "page" : undefined}
              data-testid={`view-${id}`}
            >
              <Icon size={16} stroke={2} aria-hidden />
              {t(`nav.${id}`)}
            </Link>
          ))}
        </div>
        <TextInput
          className="zn-search"
          type="search"
          aria-label={t("filter.search")}
          placeholder={t("filter.search")}
          leftSection={<IconSearch size={18} stroke={1.8} aria-hidden />}
          value={filter.q}
          onChange={(event) => change({ q: event.currentTarget.value })}
          data-testid="board-search"
        />
      </div>
      <div className="second">
        <button
          type="button"
          className="zn-chip"
          aria-pressed={filter.mine}
          onClick={() => change({ mine: !filter.mine })}
        >
          {t("filter.mine")}
        </button>
        <button
          type="button"
          className="zn-chip"
          aria-pressed={filter.late}
          onClick={() => change({ late: !filter.late })}
        >
          <IconClock size={16} stroke={2} aria-hidden />
          {t("filter.late", { count: late })}
        </button>
        <div className="sums" aria-live="polite">
          <span>{t("board.count", { count: shown.length })}</span>
          <Sums sums={sumsByKind(shown.map((card) => card.planned_investment))} />
        </div>
      </div>
    </div>
  );
}
