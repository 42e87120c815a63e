import { IconCircleCheck, IconFileText } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import type { TabletView } from "@/offline/view";
import type { Queue, QueueEntry } from "../api/types";
import { useRoom } from "../state/hooks";
import { useOffice } from "../state/office";
import { leftOut, onStage } from "../state/phase";
import { missingOf, rowsOf, totalText, touched } from "../state/sheet";
import { badgeOf, bilingual, teamOf } from "../state/words";

type Group = "now" | "open" | "next" | "signed";
const AHEAD = new Set(["waiting", "called", "deferred", "no_show", "withdrawn"]);

function groupOf(
  queue: Queue,
  entry: QueueEntry,
  now: string | undefined,
  view: TabletView,
): Group {
  const sheet = entry.sheet ? view.sheets.get(entry.sheet) : undefined;
  if (sheet && (sheet.state !== "open" || sheet.signing?.state === "pending")) return "signed";
  if (leftOut(entry)) return "signed";
  if (entry.id === now) return "now";
  const begun = touched(rowsOf(queue.rulebook.document, entry.sheet, view));
  const ahead = !entry.sheet || !entry.slot || AHEAD.has(entry.slot.state);
  return begun || !ahead ? "open" : "next";
}

/** The entries: who is on stage, what is unsigned, what comes, what is signed. */
export function QueueList({ queue }: { queue: Queue }) {
  const { t } = useTranslation("judge");
  const { tablet } = useOffice();
  const view = useSignal(tablet.view);
  const room = useRoom();
  const now = onStage(room)?.entry.id;
  const groups: Record<Group, QueueEntry[]> = {
    now: [],
    open: [],
    next: [],
    signed: [],
  };
  const order = (entry: QueueEntry) => entry.slot?.position ?? Number.MAX_SAFE_INTEGER;
  for (const entry of [...queue.entries].sort((a, b) => order(a) - order(b))) {
    groups[groupOf(queue, entry, now, view)].push(entry);
  }
  if (queue.entries.length === 0) {
    return queue.seat.is_alternate ? (
      <Suspense fallback={null}>
        <Waits />
      </Suspense>
    ) : (
      <p className="jd-soft">{t("queue.empty")}</p>
    );
  }
  return Object.entries(groups).map(
    ([name, entries]) =>
      entries.length > 0 && (
        <section key={name} className={`jd-card group ${name}`}>
          <h2>{t(`queue.${name}`, { count: entries.length })}</h2>
          <ul className="jd-lines">
            {entries.map((entry) => (
              <EntryLine key={entry.id} queue={queue} entry={entry} group={name} />
            ))}
          </ul>
        </section>
      ),
  );
}

interface LineProps {
  queue: Queue;
  entry: QueueEntry;
  group: string;
}

function EntryLine({ queue, entry, group }: LineProps) {
  const { t } = useTranslation("judge");
  const words = useWords();
  return (
    <li className="jd-line" data-testid={`queue-entry-${entry.number}`} data-state={group}>
      <span className="jd-no num">{badgeOf(entry)}</span>
      <div className="jd-what">
        <b>{words(teamOf(entry.team))}</b>
        <span>
          <Detail queue={queue} entry={entry} />
        </span>
      </div>
      <EntryFiles entry={entry} />
      {entry.sheet && (
        <Link
          to="/judge/live"
          search={group === "now" ? {} : { entry: entry.id }}
          className={group === "now" || group === "open" ? "jd-btn primary" : "jd-btn"}
          data-testid={`open-${entry.number}`}
        >
          {t(`queue.go.${group}`)}
        </Link>
      )}
    </li>
  );
}

function Detail({ queue, entry }: Omit<LineProps, "group">) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const view = useSignal(useOffice().tablet.view);
  const title = words(bilingual(entry.title));
  const sheet = entry.sheet ? view.sheets.get(entry.sheet) : undefined;
  if (leftOut(entry)) return t("queue.leftOut");
  if (!sheet) return title;
  const rows = rowsOf(queue.rulebook.document, sheet.id, view);
  if (sheet.state !== "open" && sheet.total) {
    const total = totalText(queue.rulebook.document, markParse(sheet.total) ?? 0);
    return (
      <span className="jd-ok">
        <IconCircleCheck size={18} stroke={1.8} aria-hidden />
        {t("queue.signedTotal", { total })}
      </span>
    );
  }
  if (sheet.signing?.state === "pending") return t("queue.signedHere");
  if (entry.again) return t("queue.again", { text: entry.again });
  const missing = missingOf(rows);
  const done = rows.filter((row) => row.value !== null).length;
  const names = missing.map((criterion) => words(criterion.name)).join(t("comma"));
  const progress = t("queue.progress", { done, all: rows.length });
  return done === 0 || missing.length === 0
    ? `${title} · ${progress}`
    : `${progress} · ${t("queue.left", { names })}`;
}

function EntryFiles({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation("judge");
  const file = entry.files[0];
  if (!file) return null;
  return (
    <a className="jd-btn quiet" href={file.url} download data-testid={`file-${entry.number}`}>
      <IconFileText size={20} stroke={1.8} aria-hidden />
      {file.pages ? t("file.pages", { count: file.pages }) : t("file.open")}
    </a>
  );
}

/** An alternate who sits for no entry now. */
function Waits() {
  const { t } = useTranslation("judgeAside");
  return (
    <p className="jd-soft" data-testid="queue-waits">
      {t("queue.waits")}
    </p>
  );
}
