import { IconFileText, IconHandStop } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { sizeText } from "@/lib/size";
import type { QueueEntry } from "../api/types";
import { bilingual, teamOf } from "../state/words";
import { RecuseSheet } from "./RecuseSheet";

const Deck = lazy(() => import("./Deck").then((module) => ({ default: module.Deck })));

/** The entry's material: the deck in place, the files to open, and the way out by recusal. */
export function EntryCard({ entry, locked }: { entry: QueueEntry; locked: boolean }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const [recusing, setRecusing] = useState(false);
  const [shown, setShown] = useState(false);
  const deck = entry.files.find((file) => file.slot === "deck" && file.name.endsWith(".pdf"));
  return (
    <section className={shown ? "jd-left shown" : "jd-left"} aria-label={t("entry.material")}>
      <button
        type="button"
        className="jd-btn jd-toggle"
        aria-expanded={shown}
        onClick={() => setShown(!shown)}
      >
        <IconFileText size={20} stroke={1.8} aria-hidden />
        {t(shown ? "entry.hide" : "entry.show")}
      </button>
      {deck ? (
        <Suspense fallback={<div className="jd-deck jd-blank" aria-busy="true" />}>
          <Deck key={deck.id} file={deck} team={words(teamOf(entry.team))} />
        </Suspense>
      ) : (
        <div className="jd-deck jd-blank">
          <p>{t(entry.conflict === "open" ? "deck.conflict" : "deck.none")}</p>
        </div>
      )}
      <div className="jd-info">
        <div className="head">
          <h2>{t("entry.material")}</h2>
          {!locked && (
            <button
              type="button"
              className="jd-btn quiet"
              data-testid="recuse"
              onClick={() => setRecusing(true)}
            >
              <IconHandStop size={20} stroke={1.8} aria-hidden />
              {t("recuse.open")}
            </button>
          )}
        </div>
        <p>{words(bilingual(entry.title))}</p>
        <ul>
          {entry.files.map((file) => (
            <li key={file.id}>
              <a href={file.url} download>
                <IconFileText size={20} stroke={1.8} aria-hidden />
                <span>{file.name}</span>
                <small className="num">
                  {[file.pages ? t("file.pages", { count: file.pages }) : "", sizeText(file.size)]
                    .filter(Boolean)
                    .join(" · ")}
                </small>
              </a>
            </li>
          ))}
        </ul>
      </div>
      {recusing && <RecuseSheet entry={entry} onClose={() => setRecusing(false)} />}
    </section>
  );
}
