import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useSignal } from "@/offline/react";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { Page } from "@/ui/Page";
import { ProblemAlert } from "@/ui/Problem";
import type { ConsoleBody } from "../api/types";
import { DoorTeam } from "../components/door/DoorTeam";
import { Frame, type Here } from "../components/Frame";
import { Health } from "../components/Health";
import { inOrder } from "../state/console";
import { type ConsoleFeed, useConsoleFeed } from "../state/feed";
import "../components/door/door.css";

/** The desk at the door of a room: who has come, who is called, who is ready. */
export function DoorPage() {
  return <Frame place="door">{(here) => <Body {...here} />}</Frame>;
}

function Body({ edition, round, roles }: Here) {
  const { t } = useTranslation(["door", "org"]);
  return (
    <Page title={t("title")} sub={t("sub")}>
      {round ? (
        <Room key={round.id} round={round.id} zone={edition.time_zone} roles={roles} />
      ) : (
        <EmptyState title={t("org:round.none")}>{t("org:round.noneWhy")}</EmptyState>
      )}
    </Page>
  );
}

interface RoomProps {
  round: string;
  zone: string;
  roles: Set<string>;
}

function Room({ round, zone, roles }: RoomProps) {
  const feed = useConsoleFeed(round);
  const state = useSignal(feed.room.state);
  const failure = useSignal(feed.failure);
  return (
    <div className="ys-stack">
      <Health feed={feed} zone={zone} />
      {!state && !failure && <Waiting />}
      {!state && <ProblemAlert error={failure} onRetry={() => void feed.refresh()} />}
      {state && <Teams feed={feed} body={state.body} zone={zone} roles={roles} />}
    </div>
  );
}

interface TeamsProps {
  feed: ConsoleFeed;
  body: ConsoleBody;
  zone: string;
  roles: Set<string>;
}

const AHEAD = new Set(["waiting", "deferred", "called", "no_show"]);

function Teams({ feed, body, zone, roles }: TeamsProps) {
  const { t } = useTranslation("door");
  const words = useWords();
  const keeps = ["organizer", "timekeeper", "event_desk"].some((role) => roles.has(role));
  const ahead = inOrder(body).filter(({ state }) => AHEAD.has(state));
  const here = ahead.filter(({ door }) => door.arrived_at !== null).length;
  if (body.slots.length === 0) return <EmptyState title={t("none")}>{t("noneWhy")}</EmptyState>;
  return (
    <section className="ys-card og-door" aria-label={words(body.room.name)}>
      <div className="h">
        <h2>{words(body.room.name)}</h2>
        <p className="ys-small ys-soft">
          {t("count", { here, all: ahead.length })} · {t("rule", { ...rule(body) })}
        </p>
      </div>
      {ahead.length === 0 && <p>{t("allOn")}</p>}
      <ol>
        {ahead.map((slot) => (
          <DoorTeam
            key={slot.id}
            slot={slot}
            round={body.round.id}
            rules={body.room.door}
            feed={feed}
            zone={zone}
            keeps={keeps && (body.round.state === "open" || body.round.state === "prepared")}
            proposes={roles.has("organizer") && body.round.state === "open"}
          />
        ))}
      </ol>
    </section>
  );
}

const rule = ({ room }: ConsoleBody) => ({
  people: room.door.people,
  calls: room.door.calls,
  minutes: Math.ceil(room.door.grace_s / 60),
});
