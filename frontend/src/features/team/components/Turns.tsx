import { IconArrowUp, IconCornerUpLeft } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { turnsQuery } from "../api/turns";
import type { EntryTurn, OwnTurn } from "../api/types";
import { useEntry } from "../state/context";
import { orderLines, type OrderLine } from "../state/order";
import "./turns.css";

function MovedUp({ row, zone }: { row: EntryTurn; zone: string }) {
  const { t } = useTranslation("team");
  const words = useWords();
  const back = row.taken_back_at !== null;
  const at = row.taken_back_at ?? row.moved_up_at;
  if (at === null) return null;
  const round = words(row.round.name) || row.round.code;
  const Icon = back ? IconCornerUpLeft : IconArrowUp;
  return (
    <div
      className={`ys-note ${back ? "warn" : "ok"}`}
      data-testid="moved-up"
      data-state={back ? "taken_back" : "in"}
    >
      <Icon size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t(back ? "turn.back.title" : "turn.up.title", { round })}</strong>
        <p>{t(back ? "turn.back.detail" : "turn.up.detail")}</p>
        <p className="ys-small ys-muted">
          <When at={at} zone={zone} />
        </p>
      </div>
    </div>
  );
}

function Line({ line }: { line: OrderLine }) {
  const { t } = useTranslation("team");
  const words = useWords();
  if (line.kind === "break")
    return (
      <li className="brk" data-testid="turn-break">
        <span>{words(line.words)}</span>
        <span className="num">{t("turn.minutes", { count: line.minutes })}</span>
      </li>
    );
  if (line.kind === "own")
    return (
      <li className="own" aria-current="true" data-testid="turn-own">
        {t("turn.own", { position: line.position })}
      </li>
    );
  const one = line.from === line.to;
  return (
    <li className="others">
      {one
        ? t("turn.other", { position: line.from })
        : t("turn.others", { from: line.from, to: line.to })}
    </li>
  );
}

function Order({ turn }: { turn: OwnTurn }) {
  const { t } = useTranslation("team");
  const words = useWords();
  return (
    <>
      <p className="tm-turn" data-testid="turn-place" data-state={turn.state}>
        {t(`turn.place.${turn.state}`, {
          room: words(turn.room),
          position: turn.position,
          of: turn.of,
        })}
      </p>
      {turn.state === "ahead" && (
        <ol className="tm-order" aria-label={t("turn.order")}>
          {orderLines(turn).map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </ol>
      )}
    </>
  );
}

/** Where and when the team is heard, with the breaks on the way, and whether it moved up. */
export function Turns() {
  const { t } = useTranslation("team");
  const words = useWords();
  const { entry, edition } = useEntry();
  const turns = useQuery(turnsQuery(entry.id));
  if (turns.isError)
    return (
      <section className="ys-card">
        <h2>{t("turn.title")}</h2>
        <ProblemAlert error={turns.error} onRetry={() => void turns.refetch()} />
      </section>
    );
  if (!turns.data?.length) return null;
  return (
    <section className="ys-card" data-testid="turns">
      <h2>{t("turn.title")}</h2>
      {turns.data.map((row) => (
        <div key={row.round.id} className="tm-round">
          <h3>{words(row.round.name) || row.round.code}</h3>
          <MovedUp row={row} zone={edition.time_zone} />
          {row.turn ? (
            <Order turn={row.turn} />
          ) : (
            row.taken_back_at === null && <p className="ys-soft">{t("turn.undrawn")}</p>
          )}
        </div>
      ))}
    </section>
  );
}
