import { IconFileText } from "@tabler/icons-react";
import { lazy, memo, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Queue, QueueEntry } from "../api/types";
import { teamOf } from "../state/words";
import { SideTabs } from "./SideTabs";

const Deck = lazy(() => import("./Deck").then((module) => ({ default: module.Deck })));

interface Props {
  queue: Queue;
  entry: QueueEntry;
  /** The marks come first: drawing a deck takes the processor and the line for a while. */
  ready: boolean;
  /** The deck has the whole panel, with the active criterion under it. */
  full: boolean;
  onFull: (full: boolean) => void;
}

/** The entry's material: the deck in place, and beside it notes, files and the judge's own totals. */
export const EntryCard = memo(function EntryCard({ queue, entry, ready, full, onFull }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const [shown, setShown] = useState(false);
  const deck = entry.files.find((file) => file.slot === "deck" && file.name.endsWith(".pdf"));
  return (
    <section
      className={["jd-left", shown && "shown", full && "full"].filter(Boolean).join(" ")}
      aria-label={t("entry.material")}
    >
      <button
        type="button"
        className="jd-btn jd-toggle"
        aria-expanded={shown}
        data-testid="material-toggle"
        onClick={() => setShown(!shown)}
      >
        <IconFileText size={20} stroke={1.8} aria-hidden />
        {t(shown ? "entry.hide" : "entry.show")}
      </button>
      {deck && !ready ? (
        <Blank />
      ) : deck ? (
        <Suspense fallback={<Blank />}>
          <Deck
            key={deck.id}
            file={deck}
            entry={entry.id}
            team={words(teamOf(entry.team))}
            full={full}
            onFull={onFull}
          />
        </Suspense>
      ) : (
        <div className="jd-deck jd-blank">
          <p>{t(entry.conflict === "open" ? "deck.conflict" : "deck.none")}</p>
        </div>
      )}
      <SideTabs queue={queue} entry={entry} />
    </section>
  );
});

/** As large as the deck that is about to come, so that nothing moves. */
function Blank() {
  return (
    <div className="jd-deck" aria-busy="true">
      <div className="page" />
      <div className="ctl" />
    </div>
  );
}
