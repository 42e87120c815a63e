import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import type { Session } from "@/api/types";
import { useWords } from "@/lib/bilingual";
import { countdown, remaining } from "@/lib/pitchClock";
import { clockIn } from "@/lib/time";
import { useSignal } from "@/offline/react";
import { type Place, placeFind, Stage, useStageTime } from "./stage";
import type { StageRoom } from "./types";

type Found =
  { kind: "looking" } | { kind: "nobody" } | { kind: "nothing" } | { kind: "found"; place: Place };

async function find(): Promise<Found> {
  try {
    const session = await api.get<Session>("session");
    if (!session.signed_in) return { kind: "nobody" };
    const place = await placeFind(session);
    return place ? { kind: "found", place } : { kind: "nothing" };
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return { kind: "nobody" };
    return { kind: "looking" };
  }
}

/** The wall: dark and large; nothing is on it that the room did not put there. */
export function ScreenPage() {
  const { t } = useTranslation("screen");
  const [found, setFound] = useState<Found>({ kind: "looking" });
  useEffect(() => {
    if (found.kind === "found" || found.kind === "nobody") return;
    const look = () => void find().then(setFound);
    look();
    const timer = setInterval(look, 5000);
    return () => clearInterval(timer);
  }, [found.kind]);
  if (found.kind === "found") return <Wall place={found.place} />;
  if (found.kind === "looking") return <main className="sc" />;
  return (
    <main className="sc plain" data-testid={`screen-${found.kind}`}>
      <h1>{t(`${found.kind}.title`)}</h1>
      <p>{t(`${found.kind}.detail`)}</p>
      {found.kind === "nobody" && (
        <a href={`/login?next=${encodeURIComponent(location.pathname + location.search)}`}>
          {t("nobody.action")}
        </a>
      )}
    </main>
  );
}

function Wall({ place }: { place: Place }) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const [stage] = useState(() => new Stage(place));
  useEffect(() => stage.start(), [stage]);
  const now = useStageTime(stage);
  const body = useSignal(stage.feed.state)?.body ?? null;
  if (!body || body.scene === "black") {
    return <main className="sc" data-testid="scene" data-name={body?.scene ?? "black"} />;
  }
  return (
    <main className="sc" data-testid="scene" data-name={body.scene}>
      <header>
        <b>{words(body.contest)}</b>
        <span>{words(body.round)}</span>
        <time className="num">{clockIn(body.time_zone ?? "Asia/Shanghai", new Date(now))}</time>
      </header>
      {body.slot ? (
        <>
          <section className="who">
            <div className="no num">{String(body.slot.position).padStart(2, "0")}</div>
            <div>
              <h1>{words(body.slot.entry.team)}</h1>
              <p>{body.slot.entry.title}</p>
            </div>
          </section>
          <Scene body={body} now={now} />
        </>
      ) : (
        <section className="idle">
          <h1>{body.scene === "message" ? body.text : words(body.edition)}</h1>
          <p>{body.scene === "waiting" ? t("waiting.detail") : ""}</p>
        </section>
      )}
      <footer>{body.final ? t("revealed.note") : ""}</footer>
    </main>
  );
}

function Scene({ body, now }: { body: StageRoom; now: number }) {
  const { t } = useTranslation("screen");
  const left = body.clock ? remaining(body.clock, now) : null;
  if (body.final) {
    return (
      <section className="final" data-testid="final">
        <p>{t("revealed.title")}</p>
        <div className="big num">{body.final}</div>
      </section>
    );
  }
  if (left === null) {
    const words = body.scene === "waiting" ? "called" : "scoring";
    return (
      <section className="final">
        <div className="words">{t(`${words}.title`)}</div>
        <p>{t(`${words}.detail`)}</p>
      </section>
    );
  }
  return (
    <section className="final" data-testid="timer" data-remaining-ms={Math.round(left)}>
      <p>{t(`phase.${body.phase}`)}</p>
      {left <= 0 ? (
        <div className="words gold">{t("countdown.over")}</div>
      ) : (
        <div className={left <= 30_000 ? "big num gold" : "big num"}>{countdown(left)}</div>
      )}
      <p className="cut">{body.clock?.paused_at ? t("countdown.paused") : ""}</p>
    </section>
  );
}
