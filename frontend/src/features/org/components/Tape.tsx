import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import type { ConsoleBody, ConsoleSlot, Seat } from "../api/types";

interface Props {
  body: ConsoleBody;
  slot: ConsoleSlot | null;
  seats: Seat[];
  zone: string;
}

interface Line {
  at: string;
  text: string;
}

const SHOWN = 4;

/** The last things that happened in the room, newest first. */
export function Tape({ body, slot, seats, zone }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const name = (number: number) =>
    words(seats.find((seat) => seat.number === number)?.person.name) || String(number);
  const lines: Line[] = [];
  for (const { seat, signed_at: at } of slot?.sheets ?? []) {
    if (at) lines.push({ at, text: t("tape.signed", { name: name(seat) }) });
  }
  for (const { seat, presence, since: at } of body.seats) {
    if (at) lines.push({ at, text: t(`tape.${presence}`, { name: name(seat) }) });
  }
  for (const { verb, undoes, position, by, at } of body.moves) {
    const what = undoes ? t("move.undone", { what: t(`move.${undoes}`) }) : t(`move.${verb}`);
    const number = String(position).padStart(2, "0");
    lines.push({ at, text: t("tape.move", { by: words(by), number, what }) });
  }
  lines.sort((a, b) => (a.at < b.at ? 1 : -1));
  if (lines.length === 0) return null;
  return (
    <ol className="tape" aria-label={t("tape.title")} data-testid="tape">
      {lines.slice(0, SHOWN).map(({ at, text }) => (
        <li key={`${at}${text}`}>
          <b className="num">{clockIn(zone, at, true)}</b>
          {text}
        </li>
      ))}
    </ol>
  );
}
