import { Fragment } from "react";
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
          <Breaks facts={facts} after={0} />
          {facts.running.map((turn) => (
            <Fragment key={turn.entry.number}>
              <tr
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
              <Breaks facts={facts} after={turn.position} />
            </Fragment>
          ))}
        </tbody>
      </table>
    </section>
  );
}

/** The breaks after a place of the order; one that is skipped is not read out. */
function Breaks({ facts, after }: { facts: EmceeFacts; after: number }) {
  const { t } = useTranslation("screen");
  const here = (facts.breaks ?? []).filter((item) => item.after === after && !item.skipped);
  return here.map((item) => (
    <tr key={item.id} data-testid="running-break">
      <th scope="row" />
      <td colSpan={3}>
        {item.words.zh}
        {item.words.en && item.words.en !== item.words.zh && (
          <small lang="en">{item.words.en}</small>
        )}
      </td>
      <td className="screen">{t("break.minutes", { count: item.minutes })}</td>
      <td className="paper">{t("break.minutes", { count: item.minutes })}</td>
    </tr>
  ));
}
