import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Round } from "../../api/types";

/** The running order of each room as it stands. */
export function OrderCard({ round }: { round: Round }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const several = round.panels.length > 1;
  return (
    <section className="ys-card ys-stack ys-noprint" data-testid="draw-order">
      <h2>{t("draw.order")}</h2>
      <div className={several ? "og-orders" : undefined}>
        {round.panels.map(({ room }) => (
          <section key={room.id} aria-label={words(room.name)}>
            {several && <h3>{words(room.name)}</h3>}
            <ol className="og-order">
              {slotsOf(round, room.id).map((slot) => (
                <li key={slot.id} data-testid={`slot-${slot.entry.number}`}>
                  <span className="num">{String(slot.position).padStart(2, "0")}</span>
                  <b>{words(slot.entry.team)}</b>
                  <span className="ys-small ys-soft">{slot.entry.title}</span>
                  <span className="num ys-muted">{slot.entry.number}</span>
                </li>
              ))}
            </ol>
          </section>
        ))}
      </div>
    </section>
  );
}

/** A room's slots in their order. */
export const slotsOf = (round: Round, room: string) =>
  round.slots.filter((slot) => slot.room === room).sort((a, b) => a.position - b.position);
