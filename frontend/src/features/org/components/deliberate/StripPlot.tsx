import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { inOrder, type Strip } from "../../state/deliberation";

interface Props {
  strips: Strip[];
  team: string;
  anonymous: boolean;
}
const WIDE = 340;
const EDGE = 12;
const RISE = 17;

/** Criterion by criterion every judge's mark on its line; the same as a table behind it. */
export function StripPlot({ strips, team, anonymous }: Props) {
  const { t } = useTranslation("deliberation");
  const [table, setTable] = useState(false);
  return (
    <section className="dl-strips">
      <div className="ys-row between">
        <h3>{t("strips")}</h3>
        <button
          type="button"
          className="dl-link"
          aria-pressed={table}
          onClick={() => setTable(!table)}
          data-testid="strips-table"
        >
          {t(table ? "asPlot" : "asTable")}
        </button>
      </div>
      {table ? (
        <MarkTable strips={strips} team={team} anonymous={anonymous} />
      ) : (
        strips.map((strip) => <Line key={strip.id} strip={strip} />)
      )}
    </section>
  );
}

function Line({ strip }: { strip: Strip }) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const levels = Math.max(1, ...strip.dots.map(({ level }) => level + 1));
  const high = 10 + levels * RISE;
  const x = (at: number) => EDGE + at * (WIDE - 2 * EDGE);
  const base = high - 11;
  const said = strip.dots.map(({ judge, mark }) => t("markBy", { judge, mark })).join(t("comma"));
  return (
    <figure className="dl-strip">
      <figcaption>
        <span>{words(strip.name)}</span>
        <small className="num">{t("outOf", { max: strip.max })}</small>
      </figcaption>
      <svg viewBox={`0 0 ${WIDE} ${high}`} role="img" aria-label={`${words(strip.name)} ${said}`}>
        <line className="base" x1={EDGE} x2={WIDE - EDGE} y1={base} y2={base} />
        {strip.mean !== null && (
          <line className="mean" x1={x(strip.mean)} x2={x(strip.mean)} y1={2} y2={high - 1} />
        )}
        {strip.dots.map(({ judge, at, level }) => (
          <g key={judge} transform={`translate(${x(at)} ${base - level * RISE})`}>
            <circle r={8.5} />
            <text dy="0.36em" textAnchor="middle">
              {judge}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

function MarkTable({ strips, team, anonymous }: Props) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const judges = [...new Set(strips.flatMap(({ dots }) => dots.map(({ judge }) => judge)))];
  judges.sort(inOrder);
  return (
    <div className="dl-scroll" tabIndex={0} role="region" aria-label={t("stripsOf", { team })}>
      <table className="dl-marks">
        <thead>
          <tr>
            <th scope="col">{t("criterion")}</th>
            {judges.map((judge) => (
              <th key={judge} scope="col" className="n num">
                <span className="vh">{t(anonymous ? "judgeLetter" : "judge", { judge })}</span>
                <span aria-hidden>{judge}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {strips.map((strip) => (
            <tr key={strip.id}>
              <th scope="row">{words(strip.name)}</th>
              {judges.map((judge) => (
                <td key={judge} className="n num">
                  {strip.dots.find((dot) => dot.judge === judge)?.mark ?? "—"}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
