import { IconLock } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useId, useState, type KeyboardEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Bilingual } from "@/api/types";
import type { Queue, QueueEntry } from "../api/types";
import { AHEAD } from "../state/ahead";
import { placeKeep, placeOf } from "../state/place";
import { Notes } from "./Notes";

const Files = lazy(() => AHEAD.files().then((module) => ({ default: module.Files })));
const OwnTotals = lazy(() => AHEAD.own().then((module) => ({ default: module.OwnTotals })));

const TABS = ["notes", "files", "own"] as const;
type Tab = (typeof TABS)[number];

/** What lies beside the deck: the judge's notes, the team's files, the judge's own totals. */
export function SideTabs({ queue, entry }: { queue: Queue; entry: QueueEntry }) {
  const { t } = useTranslation("judge");
  const { phrases } = queue.rulebook.document;
  const id = useId();
  const kept = placeOf(entry.id).tab as Tab | undefined;
  const [tab, setTab] = useState<Tab>(kept && TABS.includes(kept) ? kept : "notes");
  const choose = (next: Tab) => {
    setTab(next);
    placeKeep(entry.id, { tab: next });
  };
  const keys = (event: KeyboardEvent) => {
    const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (by === 0) return;
    event.stopPropagation();
    const next = TABS[(TABS.indexOf(tab) + by + TABS.length) % TABS.length]!;
    choose(next);
    document.getElementById(`${id}-${next}`)?.focus();
  };
  return (
    <div className="jd-info">
      <div className="jd-tabs" role="tablist" aria-label={t("tabs.label")} onKeyDown={keys}>
        {TABS.map((name) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === tab}
            aria-controls={`${id}-panel`}
            tabIndex={name === tab ? 0 : -1}
            data-testid={`tab-${name}`}
            onClick={() => choose(name)}
          >
            {t(`tabs.${name}`)}
          </button>
        ))}
        {tab === "notes" && (
          <span className="me">
            <IconLock size={16} stroke={2} aria-hidden />
            {t("tabs.private")}
          </span>
        )}
      </div>
      <div id={`${id}-panel`} role="tabpanel" aria-labelledby={`${id}-${tab}`} className="body">
        {tab === "notes" && <Notes entry={entry.id} />}
        <Suspense fallback={null}>
          {tab === "notes" && phrases && <Ready entry={entry.id} phrases={phrases} />}
          {tab === "files" && <Files entry={entry} />}
          {tab === "own" && <OwnTotals queue={queue} />}
        </Suspense>
      </div>
    </div>
  );
}

/** The phrases once they have come; a line that broke takes nothing from the note above. */
function Ready(props: { entry: string; phrases: Bilingual[] }) {
  const [made, setMade] = useState<Awaited<ReturnType<typeof AHEAD.phrases>>>();
  useEffect(() => void AHEAD.phrases().then(setMade, () => undefined), []);
  return made && <made.Phrases {...props} />;
}
