import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { useSignal } from "@/offline/react";
import type { Kept } from "./keep";
import type { Place } from "./place";
import { Ceremony } from "./scenes/Ceremony";
import { Countdown } from "./scenes/Countdown";
import { Break, Message, Waiting } from "./scenes/Idle";
import { Judging } from "./scenes/Judging";
import { Leaderboard } from "./scenes/Leaderboard";
import { Order } from "./scenes/Order";
import { Reveal } from "./scenes/Reveal";
import { Stage, useStageTime } from "./stage";
import type { StageRoom } from "./types";

interface WallProps {
  place: Place;
  kept: Kept | null;
  onGone: () => void;
}

/** What is on air, and in a corner a dot for the operator while the link is down. */
export function Wall({ place, kept, onGone }: WallProps) {
  const [stage] = useState(() => new Stage(place, kept, onGone));
  useEffect(() => stage.start(), [stage]);
  const link = useSignal(stage.socket.link);
  const body = useSignal(stage.feed.state)?.body ?? null;
  const scene = body?.scene ?? "black";
  return (
    <main className="sc" data-testid="scene" data-name={scene} data-step={body?.step ?? 0}>
      {body && scene !== "black" && <Scene stage={stage} body={body} />}
      {link !== "online" && <i className="sc-dot" data-testid="link-dot" />}
    </main>
  );
}

function Scene({ stage, body }: { stage: Stage; body: StageRoom }) {
  const now = useStageTime(stage);
  return (
    <>
      <Head body={body} now={now} />
      <Picture body={body} now={now} />
      <Foot body={body} />
    </>
  );
}

function Picture({ body, now }: { body: StageRoom; now: number }) {
  switch (body.scene) {
    case "countdown":
      return <Countdown body={body} now={now} />;
    case "order":
      return <Order body={body} />;
    case "judging":
      return <Judging body={body} />;
    case "reveal":
      return <Reveal key={body.slot?.position} body={body} />;
    case "leaderboard":
      return <Leaderboard body={body} />;
    case "ceremony":
      return <Ceremony body={body} />;
    case "break":
      return <Break body={body} now={now} />;
    case "message":
      return <Message body={body} />;
    default:
      return <Waiting body={body} now={now} />;
  }
}

const OWN_TITLE = new Set(["waiting"]);

function Head({ body, now }: { body: StageRoom; now: number }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const place = [words(body.round), words(body.room)].filter(Boolean).join(" · ");
  return (
    <header>
      {!OWN_TITLE.has(body.scene) && <b>{words(body.contest)}</b>}
      <span>{place}</span>
      <span className="end">
        {body.slot && (
          <span>{t("head.turn", { position: body.slot.position, total: body.total })}</span>
        )}
        <time className="num">{clockIn(body.time_zone ?? "Asia/Shanghai", new Date(now))}</time>
      </span>
    </header>
  );
}

const RESULTS = new Set(["reveal", "leaderboard", "ceremony"]);

function Foot({ body }: { body: StageRoom }) {
  const { t } = useTranslation("screen");
  return (
    <footer>
      {body.scene === "reveal" && (
        <span className="ok" data-testid="signed">
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <circle cx="12" cy="12" r="9" />
            <path d="m8 12.5 2.8 2.8L16.5 9.5" />
          </svg>
          {t("reveal.signed", { signed: body.signed, of: body.of })}
        </span>
      )}
      {RESULTS.has(body.scene) && <span>{t("reveal.note")}</span>}
      {RESULTS.has(body.scene) && body.results && (
        <span className="end num">{`${location.host}${body.results}`}</span>
      )}
    </footer>
  );
}
