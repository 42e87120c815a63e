import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { rankedEntryQuery } from "../../api/ranking";
import type { RankedEntry, Ranking, RankRow } from "../../api/rankingTypes";
import type { Rulebook } from "../../api/types";
import { usePlaceWords } from "../../state/placeWords";
import { isTentative, percentOf } from "../../state/ranking";
import { CalibratedPart } from "./CalibratedPart";
import { RankBadge } from "./RankTable";
import { SheetMarks, SheetTable } from "./SheetTable";

interface Props {
  round: string;
  row: RankRow;
  ranking: Ranking;
  card: Rulebook | null;
  onClose: () => void;
}

/** How one entry came to its place: every number with its formula and inputs. */
export function Explain({ round, row, ranking, card, onClose }: Props) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const told = useQuery(rankedEntryQuery(round, row.entry, ranking.hash));
  const team = words(row.team);
  return (
    <aside
      className="rk-aside ys-noprint"
      aria-label={t("open", { team })}
      data-testid="explain"
      data-entry={row.number}
      tabIndex={0}
    >
      <header>
        <RankBadge row={row} cut={ranking.cuts[0]} hollow={isTentative(ranking)} />
        <div>
          <h2>{team}</h2>
          <p className="ys-small ys-muted">
            <span className="num">{row.number}</span> {row.title}
          </p>
        </div>
        <button
          type="button"
          className="rk-close-x"
          aria-label={t("explain.close")}
          onClick={onClose}
          data-testid="explain-close"
        >
          <IconX size={20} stroke={1.8} aria-hidden />
        </button>
      </header>
      <Summary row={row} ranking={ranking} />
      {told.isPending && <Waiting what={t("explain.loading")} />}
      <ProblemAlert error={told.error} onRetry={() => void told.refetch()} />
      {told.data && <Told told={told.data} row={row} ranking={ranking} card={card} />}
    </aside>
  );
}

function Summary({ row, ranking }: Pick<Props, "row" | "ranking">) {
  const { t } = useTranslation(["ranking", "org"]);
  const say = usePlaceWords();
  const place = row.rank === null ? t(`outcome.${row.outcome}`) : say.place(row.rank);
  const after = ranking.cuts[0]?.after;
  return (
    <div className="rk-summary">
      <p className="main">
        <b>{row.shares ? t("placeShared", { place }) : place}</b>
        {row.final && <span className="num">{t("explain.points", { points: row.final })}</span>}
      </p>
      {row.range && <p data-testid="explain-range">{say.whole(row.range)}</p>}
      {row.chance !== null && after !== undefined && (
        <p className="ys-soft">{t("explain.chance", { after, value: percentOf(row.chance) })}</p>
      )}
    </div>
  );
}

interface ToldProps extends Pick<Props, "row" | "ranking" | "card"> {
  told: RankedEntry;
}

function Told({ told, row, ranking, card }: ToldProps) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  return (
    <>
      <section>
        <h3>{t("explain.formula")}</h3>
        <p className="rk-formula" data-testid="explain-formula">
          {words(told.formula)}
        </p>
        <ol className="rk-steps">
          {told.steps.map(({ id, text }, index) => (
            <li key={`${id}-${index}`}>{words(text)}</li>
          ))}
        </ol>
        <p className="ys-small ys-muted">{words(told.rule)}</p>
      </section>
      <section>
        <h3>{t("explain.sheets")}</h3>
        <SheetTable sheets={told.sheets} rank={row.rank} />
        <SheetMarks sheets={told.sheets} card={card} />
        {row.spread !== null && (
          <p className="ys-small ys-muted">{t("explain.spread", { spread: row.spread })}</p>
        )}
      </section>
      {row.places.length > 0 && <Places row={row} />}
      <section>
        <h3>{t("explain.calibrated")}</h3>
        <CalibratedPart calibrated={told.calibrated} />
      </section>
      <details className="rk-meaning">
        <summary>{t("explain.numbers")}</summary>
        <ul>
          <li>{t("explain.numbers.range")}</li>
          {ranking.chances === "shown" && <li>{t("explain.numbers.chance")}</li>}
          <li>{t("explain.numbers.spread")}</li>
          {ranking.cuts.length > 0 && <li>{t("explain.numbers.gap")}</li>}
        </ul>
      </details>
    </>
  );
}

/** Each judge's own place of the entry, one beside the other. */
function Places({ row }: { row: RankRow }) {
  const { t } = useTranslation(["ranking", "org"]);
  return (
    <section>
      <h3>{t("explain.places")}</h3>
      <ul className="rk-places">
        {row.places.map(({ seat, place }) => (
          <li key={seat}>
            <small>
              <span aria-hidden>{t("results.seatShort", { seat })}</span>
              <span className="vh">{t("explain.seat", { seat })}</span>
            </small>
            <b className="num">{place}</b>
          </li>
        ))}
      </ul>
      <p className="ys-small ys-muted">{t("explain.placesWhy")}</p>
    </section>
  );
}
