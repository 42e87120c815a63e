import { IconChevronLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { countdown, remaining } from "@/lib/pitchClock";
import type { Queue, QueueEntry, RoomSlot } from "../api/types";
import { useServerTime } from "../state/hooks";
import { progress } from "../state/phase";
import { badgeOf, bilingual, teamOf } from "../state/words";
import { ConnPill } from "./ConnPill";
import { PanelMenu } from "./PanelMenu";

interface Props {
  queue: Queue;
  entry: QueueEntry;
  /** The slot on stage, if this entry is the one. */
  slot: RoomSlot | null;
}

export const PanelHeader = memo(function PanelHeader({ queue, entry, slot }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const badge = badgeOf(entry);
  return (
    <header className="jd-top">
      <Link to="/judge" className="jd-back" aria-label={t("panel.back")} data-testid="back">
        <IconChevronLeft size={24} stroke={1.8} aria-hidden />
      </Link>
      <div className={badge.length > 3 ? "jd-order num long" : "jd-order num"}>{badge}</div>
      <div className="jd-team">
        <h1>{words(teamOf(entry.team))}</h1>
        <p>{[words(bilingual(entry.title)), words(entry.track)].filter(Boolean).join(" · ")}</p>
      </div>
      {slot ? <Phase slot={slot} queue={queue} /> : <span className="jd-spring" />}
      <ConnPill seat={queue.seat.number} />
      <PanelMenu entry={entry} />
    </header>
  );
});

function Phase({ slot, queue }: { slot: RoomSlot; queue: Queue }) {
  const { t } = useTranslation("judge");
  const now = useServerTime();
  const timing = queue.rulebook.document.timing;
  const left = slot.clock ? remaining(slot.clock, now) : null;
  const done = progress(slot, timing, left);
  const minutes = slot.clock ? Math.round(slot.clock.duration_s / 6) / 10 : null;
  const tone = left !== null && left <= 30_000 ? (left <= 0 ? "over" : "soon") : "";
  return (
    <div className="jd-phase" data-testid="phase" data-state={slot.state}>
      <div className="lab">
        <b>{t(`phase.${slot.state}`)}</b>
        {slot.clock?.paused_at ? t("phase.paused") : minutes ? t("phase.minutes", { minutes }) : ""}
      </div>
      <div className="bar" aria-hidden="true">
        {(["pitch", "questions"] as const).map((part) => (
          <i
            key={part}
            className={done[part] === 1 ? "done" : ""}
            style={{ flex: timing[`${part}_s`] }}
          >
            <i style={{ width: `${done[part] * 100}%` }} />
          </i>
        ))}
      </div>
      {left !== null && (
        <time className={`num ${tone}`} data-testid="timer" data-remaining-ms={Math.round(left)}>
          {countdown(left)}
        </time>
      )}
    </div>
  );
}
