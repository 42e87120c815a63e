import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ResultRow, Rulebook } from "../api/types";
import { lineName, type Mark, marksOf, seatsOf } from "../state/results";
import { ResultSteps } from "./ResultSteps";

interface Props {
  rows: ResultRow[];
  rulebook: Rulebook;
}

/** Every team with its judges' totals, what was dropped, the exact and the rounded final. */
export function ResultTable({ rows, rulebook }: Props) {
  const { t } = useTranslation("org");
  const seats = seatsOf(rows);
  return (
    <section className="ys-card og-results">
      <div className="og-scroll" tabIndex={0} role="region" aria-label={t("results.table")}>
        <table className="og-table">
          <thead>
            <tr>
              <th scope="col">{t("results.rank")}</th>
              <th scope="col">{t("results.team")}</th>
              {seats.map((seat) => (
                <th key={seat} scope="col" className="n">
                  <span aria-hidden>{t("results.seatShort", { seat })}</span>
                  <span className="vh">{t("matrix.seat", { number: seat })}</span>
                </th>
              ))}
              <th scope="col" className="n">
                {t("results.exact")}
              </th>
              <th scope="col" className="n">
                {t("results.final")}
              </th>
              <th scope="col" className="whole">
                {t("results.award")}
              </th>
              <th scope="col">{t("results.tie")}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.entry} row={row} seats={seats} rulebook={rulebook} />
            ))}
          </tbody>
        </table>
      </div>
      <p className="ys-small ys-muted">{t("results.dropped")}</p>
    </section>
  );
}

function Row({ row, seats, rulebook }: { row: ResultRow; seats: string[]; rulebook: Rulebook }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const marks = marksOf(row);
  const award = rulebook.awards.find(({ level }) => level === row.award);
  const [open, setOpen] = useState(false);
  const criterion = (id: string) => words(lineName(rulebook, id)) || id;
  const step = (text: string) => {
    const [rule = text, about] = text.split(":");
    return t(`tie.${rule}`, { criterion: about ? criterion(about) : "" }).trim();
  };
  const own = (
    <tr data-testid={`result-${row.number}`}>
      <td className="num rank">
        {row.rank ?? "—"}
        {row.shares && <small>{t("results.shares")}</small>}
      </td>
      <th scope="row">
        {words(row.team)}
        <small className="num">{row.number}</small>
        {row.steps && (
          <button
            type="button"
            className="og-how"
            aria-expanded={open}
            data-testid={`how-${row.number}`}
            onClick={() => setOpen(!open)}
          >
            {t("results.how")}
            <IconChevronDown size={16} stroke={1.8} aria-hidden />
          </button>
        )}
      </th>
      {seats.map((seat) => (
        <td key={seat} className="num n">
          <MarkText mark={marks.get(seat)} />
        </td>
      ))}
      <td className="num n exact">{row.exact ?? "—"}</td>
      <td className="num n final">{row.final ?? "—"}</td>
      <td className="whole">{award ? words(award.name) : t(`outcome.${row.outcome}`)}</td>
      <td className="tie">
        {row.tie_steps?.length ? row.tie_steps.map(step).join(t("listComma")) : "—"}
        {row.waits && <span className="ys-chip warn">{t("results.waits")}</span>}
      </td>
    </tr>
  );
  if (!open) return own;
  return (
    <>
      {own}
      <tr className="og-told">
        <td colSpan={seats.length + 6}>
          <ResultSteps row={row} rulebook={rulebook} />
        </td>
      </tr>
    </>
  );
}

function MarkText({ mark }: { mark: Mark | undefined }) {
  const { t } = useTranslation("org");
  if (!mark) return <span aria-label={t("none")}>—</span>;
  if (!mark.dropped) return <>{mark.total}</>;
  return (
    <s className="dropped" title={t(`results.dropped.${mark.dropped}`)}>
      ({mark.total})<span className="vh">{t(`results.dropped.${mark.dropped}`)}</span>
    </s>
  );
}
