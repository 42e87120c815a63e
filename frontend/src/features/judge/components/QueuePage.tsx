import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useSignal } from "@/offline/react";
import { Waiting } from "@/ui/EmptyState";
import { HallSwitch } from "@/ui/HallSwitch";
import { LanguageSwitch } from "@/ui/LanguageSwitch";
import { Refusal } from "./Refusal";
import type { Queue } from "../api/types";
import { useQueue } from "../state/hooks";
import { useOffice } from "../state/office";
import { ConflictList } from "./ConflictList";
import { ConnPill } from "./ConnPill";
import { NdaCard } from "./NdaCard";
import { Notice } from "./Notice";
import { QueueList } from "./QueueList";
import { Strips } from "./Strips";

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
      <Strips />
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
      <HallSwitch />
      <LanguageSwitch />
      <ConnPill seat={number} />
    </header>
  );
}

function QueueBody({ queue }: { queue: Queue }) {
  if (!queue.nda.signed_at) return <NdaCard nda={queue.nda} />;
  const open = queue.entries.filter((entry) => entry.conflict === "open");
  return (
    <>
      <Left />
      {open.length > 0 && <ConflictList entries={open} />}
      <QueueList queue={queue} />
    </>
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
