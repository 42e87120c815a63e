import { IconChevronDown, IconClock, IconFilterOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Stage } from "../api/types";
import { type Filter, isFiltering, NOTHING } from "../state/filter";
import { underWay } from "../state/lanes";
import { sumsByKind } from "../state/sums";
import { editionsOf, tracksOf } from "../state/tracks";
import { BoardSearch } from "./BoardHead";
import { Sums } from "./Sums";

interface Props {
  filter: Filter;
  change: (part: Partial<Filter>) => void;
  all: Card[];
  late: number;
  shown: Card[];
  stages: Stage[];
}

/** What board and list leave out, and what is under way of the rest. */
export function FilterBar({ filter, change, all, late, shown, stages }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const tracks = tracksOf(all);
  const editions = editionsOf(all);
  const open = underWay(stages, shown);
  return (
    <div className="zn-bar">
      <BoardSearch filter={filter} change={change} />
      {editions.length > 1 && (
        <ChipSelect
          label={t("filter.edition")}
          all={t("filter.everyEdition")}
          value={filter.edition}
          options={editions.map(({ id, name }) => ({ value: id, label: words(name) }))}
          onChange={(edition) => change({ edition })}
          testid="filter-edition"
        />
      )}
      {tracks.length > 1 && (
        <ChipSelect
          label={t("filter.track")}
          all={t("filter.everyTrack")}
          value={filter.track}
          options={tracks.map((track) => ({ value: track.zh, label: words(track) }))}
          onChange={(track) => change({ track })}
          testid="filter-track"
        />
      )}
      <button
        type="button"
        className="zn-chip"
        aria-pressed={filter.mine}
        onClick={() => change({ mine: !filter.mine })}
        data-testid="filter-mine"
      >
        {t("filter.mine")}
      </button>
      <button
        type="button"
        className="zn-chip"
        aria-pressed={filter.late}
        onClick={() => change({ late: !filter.late })}
        data-testid="filter-late"
      >
        <IconClock size={16} stroke={2} className="amber" aria-hidden />
        {t("filter.late", { count: late })}
      </button>
      {isFiltering(filter) && (
        <button
          type="button"
          className="zn-chip plain"
          onClick={() => change(NOTHING)}
          data-testid="filter-clear"
        >
          <IconFilterOff size={16} stroke={2} aria-hidden />
          {t("list.showAll")}
        </button>
      )}
      <div className="sums" aria-live="polite" data-testid="board-sums">
        <span>
          {t("sum.open")} <b className="num">{open.length}</b>{" "}
          <small>{t("sum.unit", { count: open.length })}</small>
        </span>
        <Sums sums={sumsByKind(open.map((card) => card.planned_investment))} />
      </div>
    </div>
  );
}

interface ChipProps {
  label: string;
  /** What it says while it leaves nothing out. */
  all: string;
  value: string;
  options: { value: string; label: string }[];
  onChange: (value: string) => void;
  testid: string;
}

function ChipSelect({ label, all, value, options, onChange, testid }: ChipProps) {
  return (
    <span className={value ? "zn-chip select on" : "zn-chip select"}>
      <select
        aria-label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        data-testid={testid}
      >
        <option value="">{all}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <IconChevronDown size={16} stroke={2} aria-hidden />
    </span>
  );
}
