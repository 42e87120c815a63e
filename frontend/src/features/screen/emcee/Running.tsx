import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { placeNumber } from "../scenes/Who";
import type { EmceeFacts } from "../types";

/** The running order; printed it is a sheet with room for notes. */
export function Running({ facts }: { facts: EmceeFacts }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const { contest, round, room, time_zone } = facts.place;
  return (
    <section className="running">
      <div className="bar">
        <h2>{t("order.title")}</h2>
        <button type="button" onClick={() => window.print()} data-testid="emcee-print">
          {t("emcee.print")}
        </button>
      </div>
      <p className="paper">
        {[words(contest), words(round), words(room)].filter(Boolean).join(" · ")} ·{" "}
        {t("emcee.printed", { at: clockIn(time_zone, new Date()) })}
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t("emcee.col.turn")}</th>
            <th scope="col">{t("emcee.col.team")}</th>
            <th scope="col">{t("emcee.col.title")}</th>
            <th scope="col">{t("emcee.col.track")}</th>
            <th scope="col" className="screen">
              {t("emcee.col.state")}
            </th>
            <th scope="col" className="paper">
              {t("emcee.col.notes")}
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.running.map((turn) => (
            <tr
              key={turn.entry.number}
              aria-current={turn.position === facts.current?.position ? "step" : undefined}
              data-testid="running"
            >
              <th scope="row" className="num">
                {placeNumber(turn.position)}
              </th>
              <td>
                {turn.entry.team.zh}
                {turn.entry.team.en !== turn.entry.team.zh && (
                  <small lang="en">{turn.entry.team.en}</small>
                )}
              </td>
              <td>{turn.entry.title}</td>
              <td>{turn.track ? words(turn.track) : ""}</td>
              <td className="screen">{t(`emcee.state.${turn.state}`)}</td>
              <td className="paper" />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
