import { IconGavel, IconRefresh, IconScale } from "@tabler/icons-react";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Deliberation, Ranked, RankedRow } from "../../api/deliberationTypes";
import { againOn, waitingOn } from "../../state/deliberation";
import { PlaceDots } from "./PlaceDots";

interface Props {
  ranking: Ranked;
  talk: Deliberation | null;
  called: (seat: string) => string;
  chosen: string | null;
  onChoose: (entry: string) => void;
}

/** Every entry with the places that its judges gave it, and the line across. */
export function BoardTable({ ranking, talk, called, chosen, onChoose }: Props) {
  const { t } = useTranslation("deliberation");
  const placed = ranking.rows.filter(({ rank }) => rank !== null).length;
  const cut = ranking.cuts[0];
  const last = ranking.rows.reduce(
    (found, row, at) => (row.rank !== null && cut && row.rank <= cut.after ? at : found),
    -1,
  );
  return (
    <section className="ys-card dl-board">
      <div className="dl-scroll" tabIndex={0} role="region" aria-label={t("board")}>
        <table className="dl-table">
          <thead>
            <tr>
              <th scope="col">{t("col.rank")}</th>
              <th scope="col">{t("col.team")}</th>
              <th scope="col" className="n">
                {t("col.score")}
              </th>
              <th scope="col" className="dots">
                {t("col.places")}
                {placed > 0 && (
                  <span className="ends num" aria-hidden>
                    <span>1</span>
                    <span>{placed}</span>
                  </span>
                )}
              </th>
              <th scope="col" className="n">
                {t("col.spread")}
              </th>
              <th scope="col">{t("col.flags")}</th>
            </tr>
          </thead>
          <tbody>
            {ranking.rows.map((row, at) => (
              <Fragment key={row.entry}>
                <Row
                  row={row}
                  places={placed}
                  talk={talk}
                  called={called}
                  chosen={chosen === row.entry}
                  onChoose={onChoose}
                />
                {at === last && cut && (
                  <tr className="dl-cut" data-testid="cut-line">
                    <td colSpan={6}>
                      <span>
                        <b>{t("cutLine", { after: cut.after })}</b>
                        {cut.gap !== null && <em>{t("cutGap", { gap: cut.gap })}</em>}
                      </span>
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface RowProps {
  row: RankedRow;
  places: number;
  talk: Deliberation | null;
  called: (seat: string) => string;
  chosen: boolean;
  onChoose: (entry: string) => void;
}

function Row({ row, places, talk, called, chosen, onChoose }: RowProps) {
  const { t } = useTranslation("deliberation");
  const words = useWords();
  const motion = waitingOn(talk, row.number);
  const team = words(row.team);
  return (
    <tr
      className={chosen ? "chosen" : undefined}
      data-testid={`talk-${row.number}`}
      onClick={() => onChoose(row.entry)}
    >
      <td className="rank num">{row.rank ?? "—"}</td>
      <th scope="row">
        <button
          type="button"
          aria-pressed={chosen}
          data-testid={`look-${row.number}`}
          onClick={(event) => {
            event.stopPropagation();
            onChoose(row.entry);
          }}
        >
          {team}
        </button>
        <small className="num">{row.number}</small>
      </th>
      <td className={`n num score${row.final === null ? " gone" : ""}`}>
        {row.final ?? t(`outcome.${row.outcome}`)}
      </td>
      <td className="dots">
        {row.places.length > 0 && <PlaceDots row={row} places={places} called={called} />}
      </td>
      <td className="n num spread">{row.spread ?? "—"}</td>
      <td className="flags">
        {motion && (
          <span className="ys-chip brand">
            <IconGavel size={14} stroke={2} aria-hidden />
            {t(`flag.${motion.state}`)}
          </span>
        )}
        {againOn(talk, row.number) && (
          <span className="ys-chip brand" data-testid={`again-${row.number}`}>
            <IconRefresh size={14} stroke={2} aria-hidden />
            {t("flag.again")}
          </span>
        )}
        {row.waits && (
          <span className="ys-chip warn">
            <IconScale size={14} stroke={2} aria-hidden />
            {t("flag.waits")}
          </span>
        )}
        {row.flags
          .filter((flag) => !(flag === "tied" && row.waits))
          .map((flag) => (
            <span key={flag} className="ys-chip">
              {t(`flag.${flag}`)}
            </span>
          ))}
      </td>
    </tr>
  );
}
