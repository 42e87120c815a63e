import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import { sizeOf } from "../fit";
import type { StageRoom, Turn } from "../types";
import { placeNumber } from "./Who";

interface SceneProps {
  body: StageRoom;
  now: number;
}

/** Who comes next, in a line of its own. */
export function Next({ turn, label }: { turn: Turn; label: string }) {
  const words = useWords();
  return (
    <div className="sc-next" data-testid="next">
      <span>{label}</span>
      <b className="num">{placeNumber(turn.position)}</b>
      <b>{words(turn.entry.team)}</b>
    </div>
  );
}

/** Before and between: the contest, who is called or comes next, the time. */
export function Waiting({ body, now }: SceneProps) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const title = words(body.contest);
  const called = body.slot ?? null;
  const turn = called ?? body.next ?? null;
  return (
    <section className="sc-idle">
      <h1 data-size={sizeOf(title)}>{title}</h1>
      <time className="num">{clockIn(body.time_zone ?? "Asia/Shanghai", new Date(now))}</time>
      {turn && <Next turn={turn} label={called ? t("waiting.called") : t("waiting.next")} />}
      {!turn && <p>{t("waiting.detail")}</p>}
    </section>
  );
}

/** A pause of the program. */
export function Break({ body, now }: SceneProps) {
  const { t } = useTranslation("screen");
  const words = useWords();
  const { pause } = body;
  const title = pause ? words(pause.words) : t("break.title");
  const zone = body.time_zone ?? "Asia/Shanghai";
  return (
    <section className="sc-idle">
      <h1 data-size={sizeOf(title)}>{title}</h1>
      <time className="num">{clockIn(zone, new Date(now))}</time>
      {pause && (
        <p data-testid="pause">
          {pause.until
            ? t("break.until", { at: clockIn(zone, new Date(pause.until)) })
            : t("break.minutes", { count: pause.minutes })}
        </p>
      )}
      {body.next && <Next turn={body.next} label={t("waiting.next")} />}
    </section>
  );
}

/** Words of the organizers. */
export function Message({ body }: { body: StageRoom }) {
  return (
    <section className="sc-idle">
      <h1 data-size={sizeOf(body.text)} data-testid="message">
        {body.text}
      </h1>
    </section>
  );
}
