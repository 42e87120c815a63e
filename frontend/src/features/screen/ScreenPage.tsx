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
import type { StageSlot } from "./types";

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
  const state = useSignal(stage.feed.state);
  const slot = state?.body.slot ?? null;
  const round = place.edition?.rounds.find((each) => each.id === place.round);
  const zone = place.edition?.time_zone ?? "Asia/Shanghai";
  const scene = sceneOf(slot);
  return (
    <main className="sc" data-testid="scene" data-name={scene}>
      <header>
        <b>{words(place.edition?.contest.name)}</b>
        {round && <span>{words(round.name)}</span>}
        <time className="num">{clockIn(zone, new Date(now))}</time>
      </header>
      {slot && scene !== "waiting" ? (
        <>
          <section className="who">
            <div className="no num">{String(slot.position).padStart(2, "0")}</div>
            <div>
              <h1>{words(slot.entry.team)}</h1>
              <p>{slot.entry.title}</p>
            </div>
          </section>
          <Scene scene={scene} slot={slot} now={now} />
        </>
      ) : (
        <section className="idle">
          <h1>{words(place.edition?.name) || t("waiting.title")}</h1>
          <p>{t("waiting.detail")}</p>
        </section>
      )}
      <footer>{scene === "revealed" ? t("revealed.note") : ""}</footer>
    </main>
  );
}

const CLOCKED = new Set(["pitching", "questions"]);
const AFTER = new Set(["scoring", "held", "sealed"]);

type SceneName = "waiting" | "called" | "countdown" | "scoring" | "revealed";

function sceneOf(slot: StageSlot | null): SceneName {
  if (!slot) return "waiting";
  if (slot.state === "called") return "called";
  if (CLOCKED.has(slot.state)) return "countdown";
  if (AFTER.has(slot.state)) return "scoring";
  return slot.final === undefined || slot.final === null ? "waiting" : "revealed";
}

function Scene({ scene, slot, now }: { scene: SceneName; slot: StageSlot; now: number }) {
  const { t } = useTranslation("screen");
  if (scene === "revealed") {
    const dropped = (slot.dropped ?? []).map((mark) => mark.replace(/0$/, "")).join(t("comma"));
    return (
      <section className="final" data-testid="final">
        <p>{t("revealed.title")}</p>
        <div className="big num">{slot.final}</div>
        {dropped && <p className="cut">{t("revealed.dropped", { dropped })}</p>}
      </section>
    );
  }
  const left = scene === "countdown" && slot.clock ? remaining(slot.clock, now) : null;
  if (left === null) {
    return (
      <section className="final">
        <div className="words">{t(`${scene}.title`)}</div>
        <p>{t(`${scene}.detail`)}</p>
      </section>
    );
  }
  return (
    <section className="final" data-testid="timer" data-remaining-ms={Math.round(left)}>
      <p>{t(`phase.${slot.state}`)}</p>
      {left <= 0 ? (
        <div className="words gold">{t("countdown.over")}</div>
      ) : (
        <div className={left <= 30_000 ? "big num gold" : "big num"}>{countdown(left)}</div>
      )}
      <p className="cut">{slot.clock?.paused_at ? t("countdown.paused") : ""}</p>
    </section>
  );
}
