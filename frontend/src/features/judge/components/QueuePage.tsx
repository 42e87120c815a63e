import { IconHandFinger } from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useSignal } from "@/offline/react";
import { Waiting } from "@/ui/EmptyState";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { Refusal } from "./Refusal";
import type { Queue, QueueEntry } from "../api/types";
import { AHEAD } from "../state/ahead";
import { useQueue, useRoom } from "../state/hooks";
import { useOffice } from "../state/office";
import { onStage } from "../state/phase";
import { bySession } from "../state/sheet";
import { ConflictList } from "./ConflictList";
import { ConnPill } from "./ConnPill";
import { NdaCard } from "./NdaCard";
import { Notice } from "./Notice";
import { PanelMenu } from "./PanelMenu";
import { QueueList } from "./QueueList";
import { LateStrips } from "./LateStrips";

const ChairDecisions = lazy(() =>
  AHEAD.chair().then((module) => ({ default: module.ChairDecisions })),
);

const Incidents = lazy(() => AHEAD.incidents().then((module) => ({ default: module.Incidents })));

const ToSession = lazy(() => AHEAD.teams().then((module) => ({ default: module.ToSession })));

/** The judge's home: what to promise, what to answer, whom to score. One column. */
export function QueuePage() {
  const { t } = useTranslation("judge");
  const office = useOffice();
  useSignal(office.tablet.view);
  const asked = useSignal(office.asked);
  const queue = useQueue();
  if (!office.tablet.binding && !asked) return <Waiting />;
  if (!office.tablet.binding) {
    return (
      <Notice testid="judge-nobody" title={t("nobody.title")} detail={t("nobody.detail")}>
        <button
          type="button"
          className="jd-btn wide"
          onClick={() => void office.identify().catch(() => undefined)}
        >
          {t("nobody.action")}
        </button>
      </Notice>
    );
  }
  return (
    <div className="jd-page">
      <QueueHeader queue={queue.data} />
      <LateStrips />
      <main className="jd-column">
        {queue.data ? (
          <QueueBody queue={queue.data} />
        ) : queue.isError ? (
          <Refusal error={queue.error} onRetry={() => void queue.refetch()} />
        ) : (
          <Waiting shape="lines" />
        )}
      </main>
    </div>
  );
}

function QueueHeader({ queue }: { queue: Queue | undefined }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const number = queue?.seat.number;
  return (
    <header className="jd-top">
      <div className="jd-team">
        <h1>{number === undefined ? t("queue.title") : t("queue.seat", { number })}</h1>
        <p>{[queue?.edition.name, queue?.round.name].map(words).filter(Boolean).join(" · ")}</p>
      </div>
      <span className="jd-spring" />
      <LanguageSwitch />
      <ConnPill seat={number} />
      <PanelMenu />
    </header>
  );
}

/** Who waits here is taken to the team that is called; who came back by hand stays. */
function useStageCall(entries: QueueEntry[]) {
  const navigate = useNavigate();
  const room = useRoom();
  const current = room && (onStage(room)?.entry.id ?? "");
  const before = useRef(current);
  useEffect(() => {
    const called = before.current !== null && current !== before.current;
    before.current = current;
    if (called && entries.some(({ id }) => id === current)) void navigate({ to: "/judge/live" });
  }, [current, entries, navigate]);
}

function QueueBody({ queue }: { queue: Queue }) {
  useStageCall(queue.entries);
  if (!queue.nda.signed_at) return <NdaCard nda={queue.nda} />;
  const open = queue.entries.filter((entry) => entry.conflict === "open");
  return (
    <>
      <Left />
      {open.length > 0 && <ConflictList entries={open} />}
      {queue.seat.is_chair && (
        <Suspense fallback={null}>
          <ChairDecisions queue={queue} />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <Incidents />
      </Suspense>
      {bySession(queue.rulebook.document) && (
        <Suspense fallback={null}>
          <ToSession queue={queue} />
        </Suspense>
      )}
      <QueueList queue={queue} />
      <PracticeOffer />
    </>
  );
}

/** For who has not marked anything yet; never in the way of the first mark. */
function PracticeOffer() {
  const { t } = useTranslation("judge");
  const { cells } = useSignal(useOffice().tablet.view);
  if ([...cells.values()].some((cell) => cell.value !== null)) return null;
  return (
    <Link to="/judge/hello" className="jd-btn quiet" data-testid="practice">
      <IconHandFinger size={20} stroke={1.8} aria-hidden />
      {t("practice.offer")}
    </Link>
  );
}

/** Says once that an entry is gone, and why; later there is no trace of it. */
function Left() {
  const { t } = useTranslation("judge");
  const { left } = useOffice();
  const number = useSignal(left);
  useEffect(() => () => left.set(null), [left]);
  return (
    <p className={number ? "jd-soft" : "vh"} role="status" data-testid="recused">
      {number && t("queue.left.recused", { number })}
    </p>
  );
}
