import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import type { ConsoleBody, RoomSession, Seat } from "../api/types";

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
  const done = session.judges.filter(({ sheets, signed }) => sheets > 0 && signed === sheets);
  return (
    <section className="matrix session" data-testid="session-counts">
      <div className="h">
        <h2>{t("session.title")}</h2>
        <span className="sum">
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
            <tr>
              <th scope="col">{t("matrix.judge")}</th>
              <th scope="col" className="c">
                {t("session.drafted")}
              </th>
              <th scope="col" className="c">
                {t("session.signed")}
              </th>
              <th scope="col">{t("session.changed")}</th>
            </tr>
          </thead>
          <tbody>
            {session.judges.map(({ seat, sheets, drafted, signed }) => (
              <tr key={seat} data-testid={`session-seat-${seat}`} data-signed={signed}>
                <th scope="row">
                  {words(seats.find(({ number }) => number === seat)?.person.name)}{" "}
                  <small>{t("matrix.seat", { number: seat })}</small>
                </th>
                <td className="c num">
                  {drafted}/{sheets}
                </td>
                <td className="c num">
                  {signed}/{sheets}
                </td>
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
