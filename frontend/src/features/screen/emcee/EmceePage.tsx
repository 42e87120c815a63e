import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { countdown, remaining } from "@/lib/pitchClock";
import { clockIn } from "@/lib/time";
import { useSignal } from "@/offline/react";
import { keptScene } from "../keep";
import { type Found, placeFind } from "../place";
import { placeNumber } from "../scenes/Who";
import { Stage, useStageTime } from "../stage";
import type { EmceeFacts, EmceeTurn } from "../types";
import { Running } from "./Running";
import { Say } from "./Say";

const LOOK_MS = 5000;
const SOON_MS = 30_000;

/** The emcee's page: who is on, what to say, who comes next, the clock. */
export function EmceePage() {
  const { t } = useTranslation("screen");
  const [kept] = useState(keptScene);
  const [found, setFound] = useState<Found>(
    kept?.state.body.emcee ? { kind: "found", place: kept.place } : { kind: "looking" },
  );
  useEffect(() => {
    document.title = t("emcee.title");
  }, [t]);
  useEffect(() => {
    if (found.kind === "found") return undefined;
    const look = () => void placeFind().then(setFound);
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [found.kind]);
  if (found.kind === "found") return <Page found={found} onGone={setFound} />;
  if (found.kind === "looking") return <main className="em" />;
  return (
    <main className="em" data-testid={`emcee-${found.kind}`}>
      <section className="say">
        <h1>{t(found.kind === "nobody" ? "emcee.nobody" : "nothing.title")}</h1>
        <p>{t(found.kind === "nobody" ? "emcee.nobodyWhy" : "nothing.detail")}</p>
        {found.kind === "nobody" && (
          <a href={`/login?next=${encodeURIComponent(location.pathname)}`}>{t("nobody.action")}</a>
        )}
      </section>
    </main>
  );
}

interface PageProps {
  found: Extract<Found, { kind: "found" }>;
  onGone: (found: Found) => void;
}

function Page({ found, onGone }: PageProps) {
  const [kept] = useState(keptScene);
  const [stage] = useState(() => new Stage(found.place, kept, () => onGone({ kind: "looking" })));
  useEffect(() => stage.start(), [stage]);
  const body = useSignal(stage.feed.state)?.body ?? null;
  const link = useSignal(stage.socket.link);
  const now = useStageTime(stage);
  const [fresh, setFresh] = useState<number | null>(kept?.at ?? null);
  // While the link is up the page is as new as the clock.
  if (link === "online" && fresh !== now) setFresh(now);
  if (!body?.emcee) return <Nobody isThere={body !== null} />;
  return (
    <main className="em" data-testid="emcee" data-scene={body.scene} data-step={body.step}>
      <Head facts={body.emcee} now={now} stale={link === "online" ? null : (fresh ?? now)} />
      <Say body={body} />
      <Clock facts={body.emcee} now={now} />
      <Pair facts={body.emcee} />
      <Running facts={body.emcee} />
    </main>
  );
}

/** A browser that may see the hall's picture and is not the emcee's. */
function Nobody({ isThere }: { isThere: boolean }) {
  const { t } = useTranslation("screen");
  return (
    <main className="em">
      {isThere && (
        <section className="say" data-testid="emcee-other">
          <h1>{t("emcee.nobody")}</h1>
          <p>{t("emcee.nobodyWhy")}</p>
        </section>
      )}
    </main>
  );
}

function Head({ facts, now, stale }: { facts: EmceeFacts; now: number; stale: number | null }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const { contest, round, room, time_zone } = facts.place;
  return (
    <header>
      <b>{words(contest)}</b>
      <span>{[words(round), words(room)].filter(Boolean).join(" · ")}</span>
      <time className="num">{clockIn(time_zone, new Date(now))}</time>
      {stale !== null && (
        <p role="status" data-testid="emcee-stale">
          {t("emcee.stale", { at: clockIn(time_zone, new Date(stale), true) })}
        </p>
      )}
    </header>
  );
}

function Clock({ facts, now }: { facts: EmceeFacts; now: number }) {
  const { t } = useTranslation("screen");
  const { clock, current } = facts;
  if (!clock || !current || !["pitching", "questions", "scoring"].includes(current.state)) {
    return null;
  }
  const left = remaining(clock, now);
  return (
    <section className={left <= SOON_MS ? "time gold" : "time"} data-testid="emcee-clock">
      <p>
        {t(`phase.${current.state as "pitching"}`)}
        {clock.paused_at && ` · ${t("countdown.paused")}`}
      </p>
      <div className="num">{left <= 0 ? t("countdown.over") : countdown(left)}</div>
    </section>
  );
}

/** Who is on and who comes next, with both names to read. */
function Pair({ facts }: { facts: EmceeFacts }) {
  const { t } = useTranslation("screen");
  return (
    <div className="pair">
      <Card
        turn={facts.current}
        label={t("emcee.now")}
        empty={t("emcee.nobodyOn")}
        testid="now-on"
      />
      <Card
        turn={facts.upcoming}
        label={t("emcee.next")}
        empty={t("emcee.last")}
        testid="up-next"
      />
    </div>
  );
}

interface CardProps {
  turn: EmceeTurn | null;
  label: string;
  empty: string;
  testid: string;
}

function Card({ turn, label, empty, testid }: CardProps) {
  const { t } = useTranslation("screen");
  const words = useWords();
  return (
    <section className="card" data-testid={testid}>
      <h2>{label}</h2>
      {!turn && <p>{empty}</p>}
      {turn && (
        <>
          <h3>
            <span className="num">{placeNumber(turn.position)}</span> {words(turn.entry.team)}
          </h3>
          <p lang={words(turn.entry.team) === turn.entry.team.en ? "zh-Hans" : "en"}>
            {otherName(turn, words(turn.entry.team))}
          </p>
          <p>{turn.entry.title}</p>
          <p className="small">
            <span className="num">{turn.entry.number}</span>
            {turn.track && ` · ${words(turn.track)}`} · {t(`emcee.state.${turn.state}`)}
          </p>
        </>
      )}
    </section>
  );
}

/** The team's name in the language that is not on screen; nothing where it is the same. */
export function otherName({ entry }: EmceeTurn, shown: string): string {
  const { zh, en } = entry.team;
  const other = shown === en ? zh : en;
  return other === shown ? "" : other;
}
