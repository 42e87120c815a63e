import { useTranslation } from "react-i18next";
import { countdown, remaining } from "@/lib/pitchClock";
import type { StageRoom } from "../types";
import { Who } from "./Who";

const SOON_MS = 30_000;

/** The team and its clock: gold in the last half minute, words once it is over. */
export function Countdown({ body, now }: { body: StageRoom; now: number }) {
  const { t } = useTranslation("screen");
  const clock = body.clock ?? null;
  const left = clock ? remaining(clock, now) : null;
  const share =
    clock && left !== null ? Math.min(1, Math.max(0, left / (clock.duration_s * 1000))) : 0;
  const tone = left !== null && left <= SOON_MS ? "gold" : "";
  return (
    <>
      {body.slot && <Who turn={body.slot} />}
      <section
        className={`sc-time ${tone}`}
        data-testid="timer"
        data-remaining-ms={left === null ? undefined : Math.round(left)}
      >
        <p>
          {body.phase ? t(`phase.${body.phase}`) : ""}
          {clock?.paused_at && <b>{t("countdown.paused")}</b>}
        </p>
        {left !== null && left <= 0 && <div className="over">{t("countdown.over")}</div>}
        {left !== null && left > 0 && <div className="digits num">{countdown(left)}</div>}
        {left !== null && (
          <div className="bar">
            <i style={{ transform: `scaleX(${share})` }} />
          </div>
        )}
      </section>
    </>
  );
}
