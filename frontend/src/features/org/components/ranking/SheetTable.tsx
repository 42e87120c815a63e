import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ToldSheet } from "../../api/rankingTypes";
import type { Rulebook } from "../../api/types";
import { lineName } from "../../state/results";
import { None } from "./RankTable";

/** Every judge's total, whether it counts, and the place without that judge. */
export function SheetTable({ sheets, rank }: { sheets: ToldSheet[]; rank: number | null }) {
  const { t } = useTranslation("ranking");
  return (
    <table className="rk-small" data-testid="explain-sheets">
      <thead>
        <tr>
          <th scope="col">{t("explain.judge")}</th>
          <th scope="col" className="n">
            {t("explain.total")}
          </th>
          <th scope="col" className="n">
            {t("explain.without")}
          </th>
        </tr>
      </thead>
      <tbody>
        {sheets.map((sheet) => (
          <SheetRow key={sheet.seat} sheet={sheet} rank={rank} />
        ))}
      </tbody>
    </table>
  );
}

function SheetRow({ sheet, rank }: { sheet: ToldSheet; rank: number | null }) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const name = words(sheet.judge);
  const { seat, total, dropped } = sheet;
  const fate = dropped ? `explain.dropped.${dropped}` : !sheet.counted && "explain.notCounted";
  return (
    <tr className={fate ? "out" : undefined}>
      <th scope="row">
        {name ? t("explain.seatNamed", { seat, name }) : t("explain.seat", { seat })}
        {fate && <small>{t(fate)}</small>}
      </th>
      <td className="n num">{fate ? <s>{total}</s> : total}</td>
      <td className="n num">
        {sheet.rank_without === null ? (
          rank === null ? (
            <None />
          ) : (
            <small>{t("explain.cannot")}</small>
          )
        ) : (
          <>
            <b className={sheet.rank_without === rank ? "same" : "moved"}>{sheet.rank_without}</b>
            {sheet.final_without && <small>{sheet.final_without}</small>}
          </>
        )}
      </td>
    </tr>
  );
}

/** The marks behind the totals, criterion by criterion. */
export function SheetMarks({ sheets, card }: { sheets: ToldSheet[]; card: Rulebook | null }) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const lines = [...new Set(sheets.flatMap(({ marks }) => Object.keys(marks)))];
  const known = card?.criteria.map(({ id }) => id).filter((id) => lines.includes(id)) ?? [];
  const order = [...known, ...lines.filter((id) => !known.includes(id))];
  if (order.length === 0) return null;
  return (
    <details className="rk-meaning">
      <summary data-testid="explain-marks">{t("explain.marks")}</summary>
      <div className="rk-scroll" tabIndex={0} role="region" aria-label={t("explain.marks")}>
        <table className="rk-small marks">
          <thead>
            <tr>
              <th scope="col">{t("explain.criterion")}</th>
              {sheets.map(({ seat }) => (
                <th key={seat} scope="col" className="n num">
                  {seat}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.map((id) => (
              <tr key={id}>
                <th scope="row">{(card && words(lineName(card, id))) || id}</th>
                {sheets.map(({ seat, marks }) => (
                  <td key={seat} className="n num">
                    {marks[id] ?? <None />}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
