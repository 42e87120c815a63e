import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useNow } from "@/ui/When";
import type { ConsoleBody, ConsoleSlot, Program } from "../api/types";
import { countdown, currentSlot, leftOf, signedCount } from "../state/console";
import type { ConsoleFeed } from "../state/feed";

interface Props {
  picture: Program;
  body: ConsoleBody;
  feed: ConsoleFeed;
  /** On air: the red frame. */
  air?: boolean;
}

/** A small picture of the screen from what the console knows: no mark, no place. */
export function Miniature({ picture, body, feed, air = false }: Props) {
  const { t } = useTranslation("org");
  const words = useWords();
  const { scene } = picture;
  const slot =
    body.slots.find(({ id }) => id === picture.slot) ??
    (scene === "countdown" || scene === "judging" ? currentSlot(body) : null);
  const team = slot && `${String(slot.position).padStart(2, "0")} · ${words(slot.entry.team)}`;
  // The hall hears nothing of signatures before a session's seal.
  const later = body.session && slot && ["scoring", "held"].includes(slot.state);
  const counts = scene === "judging" && slot && !later;
  return (
    <div
      className={air ? "mini air" : "mini"}
      data-testid={air ? "program" : "preview"}
      data-scene={scene}
      data-step={picture.step}
      aria-label={t(air ? "screen.shows" : "screen.prepared", { scene: t(`scene.${scene}`) })}
      role="img"
    >
      {scene !== "black" && (
        <>
          <small>{team ?? words(body.room.name)}</small>
          <div className="big num">
            {scene === "countdown" && slot ? (
              <Clock slot={slot} feed={feed} />
            ) : counts ? (
              `${signedCount(slot)} / ${slot.sheets.filter(({ state }) => state !== "recused").length}`
            ) : scene === "reveal" && slot?.final && picture.step >= 3 ? (
              <span className="gold">{slot.final}</span>
            ) : scene === "message" ? (
              <span className="words">{picture.text}</span>
            ) : (
              <span className="words">{t(`scene.${scene}`)}</span>
            )}
          </div>
          <small>
            {scene === "countdown" && slot && t(`slot.${slot.state}`)}
            {counts && t("screen.signed")}
            {scene === "reveal" && t(`reveal.at.${picture.step}`)}
          </small>
        </>
      )}
    </div>
  );
}

function Clock({ slot, feed }: { slot: ConsoleSlot; feed: ConsoleFeed }) {
  useNow(250);
  return <>{slot.clock ? countdown(leftOf(slot.clock, feed.clock.time())) : "—"}</>;
}
