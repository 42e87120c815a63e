import { useTranslation } from "react-i18next";
import type { RankedRow } from "../../api/deliberationTypes";
import { bubblesOf } from "../../state/deliberation";

interface Props {
  row: RankedRow;
  /** How many places there are. */
  places: number;
  called: (seat: string) => string;
}
const WIDE = 240;
const HIGH = 32;
const EDGE = 14;

/** The places that its judges gave an entry; a bubble with a figure is so many judges. */
export function PlaceDots({ row, places, called }: Props) {
  const { t } = useTranslation("deliberation");
  const step = places > 1 ? (WIDE - 2 * EDGE) / (places - 1) : 0;
  const x = (place: number) => EDGE + (place - 1) * step;
  const bubbles = bubblesOf(row, called);
  return (
    <>
      <svg className="dl-dots" viewBox={`0 0 ${WIDE} ${HIGH}`} aria-hidden focusable="false">
        <line className="base" x1={EDGE} x2={WIDE - EDGE} y1={HIGH / 2} y2={HIGH / 2} />
        {row.rank !== null && (
          <line className="own" x1={x(row.rank)} x2={x(row.rank)} y1={1} y2={HIGH - 1} />
        )}
        {bubbles.map(({ place, judges }) => (
          <g key={place} transform={`translate(${x(place)} ${HIGH / 2})`}>
            <circle r={Math.min(13, 5 + 2 * (judges.length - 1))} />
            {judges.length > 1 && (
              <text dy="0.36em" textAnchor="middle">
                {judges.length}
              </text>
            )}
          </g>
        ))}
      </svg>
      <span className="vh">
        {bubbles
          .map(({ place, judges }) => t("placeBy", { place, judges: judges.join(t("comma")) }))
          .join(t("semicolon"))}
      </span>
    </>
  );
}
