import { useTranslation } from "react-i18next";
import { useNow } from "@/ui/When";
import type { ConsoleSlot, Rulebook } from "../api/types";
import { countdown, leftOf } from "../state/console";
import type { ConsoleFeed } from "../state/feed";

/** What is left of the running phase by the server's clock; goes on while the link is down. */
export function Timer({ slot, feed }: { slot: ConsoleSlot; feed: ConsoleFeed }) {
  const { t } = useTranslation("org");
  useNow(250);
  const { clock } = slot;
  if (!clock) {
    return (
      <div className="timer">
        <small>{t(`slot.${slot.state}`)}</small>
      </div>
    );
  }
  const left = leftOf(clock, feed.clock.time());
  const paused = clock.paused_at !== null;
  return (
    <div
      className={left < 0 ? "timer over" : "timer"}
      role="timer"
      data-testid="timer"
      data-remaining-ms={Math.round(left)}
    >
      <div className="num" data-testid="console-timer" data-remaining-ms={Math.round(left)}>
        {countdown(left)}
      </div>
      <small>
        {paused
          ? t("live.paused", { phase: t(`slot.${slot.state}`) })
          : t(left < 0 ? "live.over" : "live.left", { phase: t(`slot.${slot.state}`) })}
      </small>
    </div>
  );
}

const ORDER = ["pitching", "questions", "scoring", "sealed"] as const;
const PAST: Record<string, number> = {
  pitching: 0,
  questions: 1,
  scoring: 2,
  held: 2,
  sealed: 3,
  revealed: 4,
  confirmed: 4,
};

interface PhasesProps {
  slot: ConsoleSlot | null;
  timing: Rulebook["timing"];
  feed: ConsoleFeed;
}

/** The parts of a turn by their lengths, and how far it is. */
export function Phases({ slot, timing, feed }: PhasesProps) {
  const { t } = useTranslation("org");
  useNow(1000);
  const at = slot ? (PAST[slot.state] ?? -1) : -1;
  const seconds = [timing.pitch_s, timing.questions_s, timing.scoring_s, null];
  const least = (timing.pitch_s + timing.questions_s + timing.scoring_s) / 9;
  const share = slot?.clock
    ? 1 - leftOf(slot.clock, feed.clock.time()) / (slot.clock.duration_s * 1000)
    : 0;
  const columns = seconds.map((length) => `${Math.max(length ?? 0, least)}fr`).join(" ");
  return (
    <ol className="phases" style={{ gridTemplateColumns: columns }}>
      {ORDER.map((phase, index) => (
        <li
          key={phase}
          className={index < at ? "d" : index === at ? "n" : ""}
          aria-current={index === at ? "step" : undefined}
          style={
            index === at
              ? ({ "--share": `${Math.min(1, Math.max(0, share)) * 100}%` } as React.CSSProperties)
              : undefined
          }
        >
          {t(`phaseName.${phase}`)}{" "}
          {seconds[index] != null && (
            <span className="num">{countdown(seconds[index] * 1000)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
