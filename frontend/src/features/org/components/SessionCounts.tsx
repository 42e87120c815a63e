import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import type { ConsoleBody, RoomSession, Seat } from "../api/types";
import { type SessionPart, partsOf } from "../state/sessions";

interface Props {
  body: ConsoleBody;
  session: RoomSession;
  seats: Seat[];
  zone: string;
}

/** A session that is signed at once: how far each judge is, and that a mark was changed; no value. */
export function SessionCounts({ body, session, seats, zone }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const positionOf = (slot: string) =>
    String(body.slots.find(({ id }) => id === slot)?.position ?? "").padStart(2, "0");
  const parts = partsOf(body);
  const shown = parts.length > 0 ? parts : [session];
  const done = session.judges.filter(({ sheets, signed }) => sheets > 0 && signed === sheets);
  const of = (seat: number) =>
    shown.map(
      ({ judges }) =>
        judges.find((judge) => judge.seat === seat) ?? { sheets: 0, drafted: 0, signed: 0 },
    );
  return (
    <section className="matrix session" data-testid="session-counts">
      <div className="h">
        <h2>{t("session.title")}</h2>
        <span className="sum">
          {parts.length > 0 && (
            <span>
              {t("session.part", {
                number: (parts.find(({ over }) => !over) ?? parts.at(-1))?.number,
              })}
            </span>
          )}
          <span>
            {t("session.signedBy")}{" "}
            <b className="num">
              {done.length}/{session.judges.length}
            </b>
          </span>
          <span>
            {t("session.ahead")} <b className="num">{session.ahead}</b>
          </span>
        </span>
      </div>
      <div className="scroll" tabIndex={0} role="region" aria-label={t("session.title")}>
        <table>
          <thead>
            {parts.length > 0 && <Parts parts={parts} />}
            <tr>
              {parts.length === 0 && <th scope="col">{t("matrix.judge")}</th>}
              {shown.map((_part, at) => (
                <Fragment key={at}>
                  <th scope="col" className="c">
                    {t("session.drafted")}
                  </th>
                  <th scope="col" className="c">
                    {t("session.signed")}
                  </th>
                </Fragment>
              ))}
              {parts.length === 0 && <th scope="col">{t("session.changed")}</th>}
            </tr>
          </thead>
          <tbody>
            {session.judges.map(({ seat }) => (
              <tr
                key={seat}
                data-testid={`session-seat-${seat}`}
                data-signed={of(seat).reduce((sum, { signed }) => sum + signed, 0)}
              >
                <th scope="row">
                  {words(seats.find(({ number }) => number === seat)?.person.name)}{" "}
                  <small>{t("matrix.seat", { number: seat })}</small>
                </th>
                {of(seat).map(({ sheets, drafted, signed }, at) => (
                  <Fragment key={at}>
                    <td className="c num">
                      {drafted}/{sheets}
                    </td>
                    <td className="c num">
                      {signed}/{sheets}
                    </td>
                  </Fragment>
                ))}
                <td>
                  {session.changes
                    .filter((change) => change.seat === seat)
                    .map(({ slot, count, at }) => (
                      <span key={slot} className="num chg">
                        {t("session.change", {
                          badge: positionOf(slot),
                          count,
                          time: clockIn(zone, at),
                        })}
                      </span>
                    ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="foot">{t("session.foot")}</p>
    </section>
  );
}

/** Over the counts: which session they are of, and how far it is. */
function Parts({ parts }: { parts: SessionPart[] }) {
  const { t } = useTranslation("org");
  const far = ({ over, ahead }: SessionPart) =>
    over ? t("session.over") : ahead > 0 ? t("session.left", { count: ahead }) : t("session.heard");
  return (
    <tr>
      <th scope="col" rowSpan={2}>
        {t("matrix.judge")}
      </th>
      {parts.map((part) => (
        <th
          key={part.number}
          scope="colgroup"
          colSpan={2}
          className="c part"
          data-testid={`session-part-${part.number}`}
        >
          {t("session.part", { number: part.number })} <small>{far(part)}</small>
        </th>
      ))}
      <th scope="col" rowSpan={2}>
        {t("session.changed")}
      </th>
    </tr>
  );
}
