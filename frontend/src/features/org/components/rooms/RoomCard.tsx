import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { useSignal } from "@/offline/react";
import type { RoomFeed } from "@/offline/room";
import { Waiting } from "@/ui/EmptyState";
import { useNow } from "@/ui/When";
import type { Bilingual } from "@/api/types";
import type { ConsoleBody, Rulebook, Seat, Todo } from "../../api/types";
import { countdown, currentSlot, leftOf } from "../../state/console";
import { forecast } from "../../state/forecast";
import { roomSummary, type RoomsFeed } from "../../state/rooms";
import { placePath } from "../Frame";

interface Props {
  room: { id: string; name: Bilingual };
  seats: Seat[];
  own: RoomFeed<ConsoleBody>;
  feed: RoomsFeed;
  timing: Rulebook["timing"];
  zone: string;
  slug: string;
}

const MOST_TODOS = 3;

/** One room: its team and clock, its signatures, how it runs, and the first things to see to. */
export function RoomCard({ room, seats, own, feed, timing, zone, slug }: Props) {
  const { t } = useTranslation(["rooms", "org"]);
  const words = useWords();
  const body = useSignal(own.state)?.body;
  useNow(1000);
  const now = feed.clock.time();
  const facts = body && roomSummary(body, now);
  const plan = body && forecast(body, timing, now);
  const over = facts && facts.total > 0 && facts.done === facts.total;
  const slip = !plan ? null : plan.late > 0 ? "late" : plan.late < 0 ? "early" : "onTime";
  return (
    <section className="ys-card og-room" aria-label={words(room.name)} data-testid="room-card">
      <div className="ys-row between">
        <h2>{words(room.name)}</h2>
        {facts && (
          <span className={over ? "ys-chip ok" : "ys-chip"} data-testid="room-done">
            {over ? t("over") : t("done", { done: facts.done, total: facts.total })}
          </span>
        )}
      </div>
      {!body && <Waiting />}
      {body && facts && (
        <>
          <progress max={Math.max(1, facts.total)} value={facts.done} aria-label={t("progress")} />
          <OnStage body={body} now={now} />
          <dl>
            <div>
              <dt>{t("signed")}</dt>
              <dd className="num" data-testid="room-signed">
                {facts.awaited > 0 ? `${facts.signed} / ${facts.awaited}` : "—"}
              </dd>
            </div>
            <div>
              <dt>{t("judges")}</dt>
              <dd className="num">
                {body.seats.filter(({ presence }) => presence === "online").length} /{" "}
                {body.seats.length}
              </dd>
            </div>
            <div>
              <dt>{t("plan")}</dt>
              <dd className={plan && plan.late > 5 ? "late" : undefined}>
                {plan && slip
                  ? t(`org:forecast.${slip}`, {
                      count: Math.abs(plan.late),
                      end: clockIn(zone, new Date(plan.end)),
                    })
                  : t("notBegun")}
              </dd>
            </div>
          </dl>
          <Due body={body} seats={seats} now={now} />
          <Link
            className="open"
            to={placePath(slug, "live")}
            search={{ room: room.id }}
            data-testid="room-open"
          >
            {t("open", { room: words(room.name) })}
          </Link>
        </>
      )}
    </section>
  );
}

function OnStage({ body, now }: { body: ConsoleBody; now: number }) {
  const { t } = useTranslation(["rooms", "org"]);
  const words = useWords();
  const slot = currentSlot(body);
  if (!slot) {
    return (
      <p className="team none" data-testid="room-stage">
        {t(body.round.state === "open" ? "empty" : `round.${body.round.state}`)}
      </p>
    );
  }
  const left = slot.clock ? leftOf(slot.clock, now) : null;
  return (
    <p className="team" data-testid="room-stage">
      <span className="n num">{String(slot.position).padStart(2, "0")}</span>
      <b>{words(slot.entry.team)}</b>
      <span className="ys-chip">{t(`org:slot.${slot.state}`)}</span>
      {left !== null && (
        <span className={left < 0 ? "clock num over" : "clock num"}>{countdown(left)}</span>
      )}
    </p>
  );
}

function Due({ body, seats, now }: { body: ConsoleBody; seats: Seat[]; now: number }) {
  const { t } = useTranslation(["rooms", "org"]);
  const words = useWords();
  const due = body.todos.filter(({ from }) => Date.parse(from) <= now);
  if (due.length === 0) return <p className="ys-small ys-soft">{t("nothing")}</p>;
  const name = (todo: Todo) =>
    todo.kind === "screen"
      ? todo.name
      : words(seats.find(({ number }) => number === todo.seat)?.person.name) ||
        String(todo.seat ?? "");
  return (
    <ul className="due" data-testid="room-todos">
      {due.slice(0, MOST_TODOS).map((todo) => (
        <li key={todo.id}>{t(`org:todo.${todo.kind}`, { name: name(todo), count: todo.count })}</li>
      ))}
      {due.length > MOST_TODOS && <li>{t("more", { count: due.length - MOST_TODOS })}</li>}
    </ul>
  );
}
