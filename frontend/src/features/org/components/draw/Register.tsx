import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Draw, Edition, Round } from "../../api/types";
import { slotsOf } from "./OrderCard";

interface Props {
  edition: Edition;
  round: Round;
  draw: Draw;
}

/** 抽签登记表: only on paper, a table a room with room for signatures. */
export function Register({ edition, round, draw }: Props) {
  const { t } = useTranslation("draw");
  const words = useWords();
  return (
    <section className="og-register" aria-hidden data-testid="draw-register">
      <h2>{t("register.title")}</h2>
      <p>
        {words(edition.name)} · {words(round.name)} · {t(`kind.${draw.kind}`)} ·{" "}
        {draw.revealed_at && <When at={draw.revealed_at} zone={edition.time_zone} />}
      </p>
      {round.panels.map(({ room }) => (
        <div key={room.id}>
          <h3>{words(room.name)}</h3>
          <table>
            <thead>
              <tr>
                <th>{t("register.position")}</th>
                <th>{t("register.number")}</th>
                <th>{t("register.team")}</th>
                <th>{t("register.entry")}</th>
                <th>{t("register.signature")}</th>
              </tr>
            </thead>
            <tbody>
              {slotsOf(round, room.id).map((slot) => (
                <tr key={slot.id}>
                  <td>{slot.position}</td>
                  <td>{slot.entry.number}</td>
                  <td>{words(slot.entry.team)}</td>
                  <td>{slot.entry.title}</td>
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ))}
      <p className="sign">
        <span>{t("register.organizer")}</span>
        <span>{t("register.witness")}</span>
        <span>{t("register.date")}</span>
      </p>
      <p className="hash">
        {t("register.list")} {draw.candidates_hash}
        {draw.commitment && ` · ${t("register.commitment")} ${draw.commitment}`}
        {draw.seed && ` · ${t("register.seed")} ${draw.seed}`}
      </p>
    </section>
  );
}
