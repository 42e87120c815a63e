import { Button } from "@mantine/core";
import { IconClock, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ConsoleBody, ConsoleSlot, Seat } from "../api/types";
import { currentSlot, heldSlots, missingSeats } from "../state/console";

interface Props {
  body: ConsoleBody;
  seats: Seat[];
  mayRun: boolean;
  onResume: (slot: ConsoleSlot) => void;
}

/** Only what a person has to do now: signatures that are missing, teams that were put on hold. */
export function TodoCard({ body, seats, mayRun, onResume }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const current = currentSlot(body);
  const missing = current?.state === "scoring" ? missingSeats(current) : [];
  const held = heldSlots(body);
  const name = (number: number) =>
    words(seats.find((seat) => seat.number === number)?.person.name) || String(number);
  return (
    <section className="card">
      <div className="ys-row between">
        <h2>{t("todo.title")}</h2>
        <span className="num ys-muted">{missing.length + held.length}</span>
      </div>
      {missing.length + held.length === 0 && <p className="ys-small ys-soft">{t("todo.none")}</p>}
      <ul className="og-todo">
        {missing.map((number) => {
          const sheet = current?.sheets.find(({ seat }) => seat === number);
          return (
            <li key={number} data-testid={`todo-${number}`}>
              <IconPencil size={18} stroke={1.8} aria-hidden />
              <span>
                <b>{name(number)}</b>
                <small>{t("todo.unsigned", { filled: sheet?.filled ?? 0 })}</small>
              </span>
            </li>
          );
        })}
        {held.map((slot) => (
          <li key={slot.id}>
            <IconClock size={18} stroke={1.8} aria-hidden />
            <span>
              <b>{words(slot.entry.team)}</b>
              <small>{t("todo.held")}</small>
              {mayRun && (
                <Button variant="default" onClick={() => onResume(slot)}>
                  {t("todo.resume")}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
