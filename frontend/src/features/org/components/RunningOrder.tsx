import { Fragment, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { useNow } from "@/ui/When";
import type { ConsoleBody, ConsoleSlot, Rulebook } from "../api/types";
import { inOrder, waitingSlot } from "../state/console";
import type { ConsoleFeed } from "../state/feed";
import { type Forecast, forecast } from "../state/forecast";
import { BreakAdd, BreakRow } from "./Breaks";

const AHEAD = new Set(["waiting", "deferred", "called"]);
const OVER = new Set(["sealed", "revealed", "confirmed", "no_show", "withdrawn"]);

interface Props {
  body: ConsoleBody;
  timing: Rulebook["timing"];
  feed: ConsoleFeed;
  zone: string;
  runs: boolean;
}

/** The teams in their order: what the hall has seen, who is on stage, when the others are due. */
export function RunningOrder({ body, timing, feed, zone, runs }: Props) {
  const { t } = useTranslation("org");
  const list = useRef<HTMLOListElement>(null);
  const { current: onStage } = body;
  useNow(5000);
  useEffect(() => {
    if (onStage === null) return;
    list.current
      ?.querySelector("[aria-current]")
      ?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [onStage]);
  const next = waitingSlot(body);
  const rows = inOrder(body);
  const now = rows.find((slot) => slot.id === body.current);
  const plan = forecast(body, timing, feed.clock.time());
  const breaksAfter = (place: number) =>
    (body.breaks ?? [])
      .filter(({ after }) => after === place)
      .map((item) => <BreakRow key={item.id} body={body} item={item} runs={runs} />);
  return (
    <aside className="run" aria-label={t("live.order")}>
      <div className="h">
        <h2>{t("live.order")}</h2>
        <span className="num">
          {now?.position ?? rows.filter((slot) => OVER.has(slot.state)).length} / {rows.length}
        </span>
      </div>
      <ol ref={list} tabIndex={0} aria-label={t("live.order")}>
        {breaksAfter(0)}
        {rows.map((slot) => (
          <Fragment key={slot.id}>
            <Row
              slot={slot}
              now={slot.id === body.current && !OVER.has(slot.state)}
              next={slot.id === next?.id}
              due={plan?.calls.get(slot.id)}
              zone={zone}
              together={Boolean(body.session)}
            />
            {breaksAfter(slot.position)}
          </Fragment>
        ))}
      </ol>
      {runs &&
        rows.length > 0 &&
        (body.round.state === "open" || body.round.state === "prepared") && (
          <BreakAdd body={body} />
        )}
      {plan && <Late plan={plan} zone={zone} />}
    </aside>
  );
}

interface RowProps {
  slot: ConsoleSlot;
  now: boolean;
  next: boolean;
  due: number | undefined;
  zone: string;
  /** All teams of the session are signed at once: one that has left waits for nobody by itself. */
  together: boolean;
}

function Row({ slot, now, next, due, zone, together }: RowProps) {
  const { t } = useTranslation("org");
  const words = useWords();
  const tone = now ? "now" : OVER.has(slot.state) ? "over" : next ? "next" : "";
  return (
    <li
      className={tone}
      aria-current={now ? "step" : undefined}
      data-testid={`slot-${slot.entry.number}`}
      data-state={slot.state}
    >
      <span className="n num">{String(slot.position).padStart(2, "0")}</span>
      <span className="t">
        {words(slot.entry.team)}
        {now && <small>{t(`nowIn.${slot.state}`, t(`slot.${slot.state}`))}</small>}
        {AHEAD.has(slot.state) && <AtDoor slot={slot} />}
      </span>
      {slot.final ? (
        <b className="s num">{slot.final}</b>
      ) : now ? (
        <span className="e">{t("live.onStage")}</span>
      ) : (
        <span className="e">
          {next && <span className="tag">{t("live.next")}</span>}
          {slot.state === "waiting" && due !== undefined ? (
            <span className="num">{clockIn(zone, new Date(due))}</span>
          ) : (
            !next && t(`slot.${together && slot.state === "held" ? "heard" : slot.state}`)
          )}
        </span>
      )}
    </li>
  );
}

/** What the desk at the door says of a team that is still to come. */
function AtDoor({ slot }: { slot: ConsoleSlot }) {
  const { t } = useTranslation("door");
  const { arrived_at, ready_at, calls } = slot.door;
  const said = [
    slot.returned && t("returned"),
    ready_at ? t("short.ready") : arrived_at && t("short.arrived"),
    calls.length > 0 && t("short.called", { count: calls.length }),
  ].filter(Boolean);
  return said.length > 0 ? <small data-testid="at-door">{said.join(" · ")}</small> : null;
}

/** How the day runs against the plan, and on a tap how that is reckoned. */
function Late({ plan, zone }: { plan: Forecast; zone: string }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const [open, setOpen] = useState(false);
  const key = plan.late > 0 ? "late" : plan.late < 0 ? "early" : "onTime";
  const clock = (at: number) => clockIn(zone, new Date(at));
  return (
    <div className="late">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        data-testid="forecast"
      >
        {t(`forecast.${key}`, { count: Math.abs(plan.late), end: clock(plan.end) })}
      </button>
      {open && (
        <p data-testid="forecast-how">
          {t("forecast.how", {
            first: clock(plan.first),
            teams: plan.teams,
            minutes: Math.round(plan.turn / 6000) / 10,
            planned: clock(plan.planned),
            end: clock(plan.end),
          })}
        </p>
      )}
      {open &&
        plan.gains.map(({ item, minutes }) => (
          <p key={item.id} data-testid="forecast-gain">
            {t("forecast.gain", { name: words(item.words), count: minutes })}
          </p>
        ))}
    </div>
  );
}
