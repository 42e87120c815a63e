import { Fragment, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Cut, Ranking, RankRow } from "../../api/rankingTypes";
import type { Rulebook } from "../../api/types";
import { usePlaceWords } from "../../state/placeWords";
import { isTentative, linesBelow, percentOf, placedOf } from "../../state/ranking";
import { CutRow } from "./CutRow";
import { RowFlags } from "./RowFlags";
import { Axis, Whisker } from "./Whisker";

interface Props {
  ranking: Ranking;
  card: Rulebook | null;
  label: string;
  /** The entry whose explanation is open. */
  chosen: string | null;
  onChoose: (entry: string) => void;
}

const ROW = "[data-rank-row]";

/** Arrow keys go from row to row; whether an open explanation follows is the table's matter. */
function step(event: KeyboardEvent<HTMLTableElement>): void {
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>(ROW)];
  const here = rows.findIndex((row) => row === document.activeElement);
  if (by === undefined || here < 0) return;
  event.preventDefault();
  rows[here + by]?.focus();
}

/** Every entry at its place by the announced rule, with what that place hangs on. */
export function RankTable({ ranking, card, label, chosen, onChoose }: Props) {
  const { t } = useTranslation("ranking");
  const { rows, cuts } = ranking;
  const places = placedOf(rows);
  const main = cuts[0];
  const lines = linesBelow(rows, cuts);
  const chances = ranking.chances === "shown";
  const columns = chances ? 6 : 5;
  return (
    <div className="rk-scroll" tabIndex={0} role="region" aria-label={label}>
      <table className="rk-table" aria-label={label} onKeyDown={step}>
        <thead>
          <tr>
            <th scope="col">{t("col.rank")}</th>
            <th scope="col">{t("col.team")}</th>
            <th scope="col" className="n">
              {t("col.final")}
            </th>
            <th scope="col">{t("col.range")}</th>
            <th className="chart" aria-hidden>
              {places > 0 && <Axis places={places} cut={main} />}
            </th>
            {chances && (
              <th scope="col" className="n">
                {t("col.chance", { after: main?.after ?? places })}
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.entry}>
              <Row
                row={row}
                ranking={ranking}
                places={places}
                chances={chances}
                chosen={chosen === row.entry}
                follows={chosen !== null}
                onChoose={onChoose}
              />
              {lines.get(row.entry)?.map((cut) => (
                <CutRow key={cut.after} cut={cut} main={cut === main} card={card} span={columns} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  row: RankRow;
  ranking: Ranking;
  places: number;
  chances: boolean;
  chosen: boolean;
  follows: boolean;
  onChoose: (entry: string) => void;
}

function Row({ row, ranking, places, chances, chosen, follows, onChoose }: RowProps) {
  const { t } = useTranslation(["ranking", "org"]);
  const words = useWords();
  const say = usePlaceWords();
  const team = words(row.team);
  return (
    <tr
      className={chosen ? "chosen" : undefined}
      data-testid={`rank-${row.number}`}
      onClick={() => onChoose(row.entry)}
    >
      <td>
        <RankBadge row={row} cut={ranking.cuts[0]} hollow={isTentative(ranking)} />
      </td>
      <th scope="row">
        <span className="rk-name">
          <button
            type="button"
            data-rank-row
            aria-label={t("open", { team })}
            aria-expanded={chosen}
            data-testid={`open-${row.number}`}
            onClick={(event) => {
              event.stopPropagation();
              onChoose(row.entry);
            }}
            onFocus={() => follows && !chosen && onChoose(row.entry)}
          >
            {team}
          </button>
          <RowFlags row={row} near={!chances} />
        </span>
        <small>
          <span className="num">{row.number}</span> <span className="title">{row.title}</span>
        </small>
      </th>
      <td className="n final num">{row.final ?? <None />}</td>
      <td className="said">
        {row.range ? (
          <span title={say.whole(row.range)}>{say.range(row.range)}</span>
        ) : row.rank === null ? (
          <span className="ys-muted">{t(`outcome.${row.outcome}`)}</span>
        ) : (
          <small>{t("rangeNone")}</small>
        )}
      </td>
      <td className="chart" aria-hidden>
        {row.rank !== null && (
          <Whisker
            rank={row.rank}
            range={row.range}
            places={places}
            cuts={ranking.cuts}
            hollow={isTentative(ranking)}
          />
        )}
      </td>
      {chances && (
        <td className="n chance">
          {row.chance === null ? (
            <None />
          ) : (
            <>
              <span className="num">{t("percent", { value: percentOf(row.chance) })}</span>
              {row.gray && <span className="ys-chip warn">{t("gray")}</span>}
            </>
          )}
        </td>
      )}
    </tr>
  );
}

interface BadgeProps {
  row: Pick<RankRow, "rank">;
  cut: Cut | undefined;
  hollow: boolean;
}

/** A place: filled above the main line, quiet below it, hollow while it may still change. */
export function RankBadge({ row, cut, hollow }: BadgeProps) {
  const { t } = useTranslation("ranking");
  if (row.rank === null) return <None label={t("noRank")} />;
  const inside = cut !== undefined && row.rank <= cut.after;
  return (
    <span className={`rk-rank num${inside ? " in" : ""}${hollow ? " hollow" : ""}`}>
      {row.rank}
      {hollow && <span className="vh"> {t("tentative")}</span>}
    </span>
  );
}

/** Nothing, said so. */
export function None({ label }: { label?: string }) {
  const { t } = useTranslation("common");
  return (
    <>
      <span aria-hidden>—</span>
      <span className="vh">{label ?? t("none")}</span>
    </>
  );
}
