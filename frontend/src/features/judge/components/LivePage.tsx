import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { usePart } from "@/offline/react";
import type { TabletView } from "@/offline/view";
import type { Queue } from "../api/types";
import { followed } from "../state/follow";
import { useQueue, useRoom } from "../state/hooks";
import { useOffice } from "../state/office";
import { onStage } from "../state/phase";
import { rowsOf, touched } from "../state/sheet";
import { badgeOf, teamOf } from "../state/words";
import { EntryPanel } from "./EntryPanel";
import { Notice } from "./Notice";
import { PanelHeader } from "./PanelHeader";
import { QueuePage } from "./QueuePage";
import { LateStrips } from "./LateStrips";

/** Whether the judge has begun this sheet and not handed it in. */
function inHand(queue: Queue, id: string | null, view: TabletView): boolean {
  const sheet = id ? view.sheets.get(id) : undefined;
  const open = sheet?.state === "open" && sheet.signing?.state !== "pending";
  return open && touched(rowsOf(queue.rulebook.document, id, view));
}

/** The panel: follows the stage, never out of the judge's hand. */
export function LivePage() {
  const office = useOffice();
  const { tablet } = office;
  const bound = usePart(
    tablet.view,
    useCallback(() => tablet.binding !== null, [tablet]),
  );
  const queue = useQueue().data;
  if (!bound || !queue?.nda.signed_at) return <QueuePage />;
  return <Following queue={queue} />;
}

function Following({ queue }: { queue: Queue }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const navigate = useNavigate();
  const { tablet } = useOffice();
  const room = useRoom();
  const search = useSearch({ strict: false }) as unknown as { entry?: string };
  const chosen = search.entry ?? null;
  const current = onStage(room)?.entry.id ?? null;
  const [held, setHeld] = useState<string | null>(current);
  const shown = chosen ?? held;
  const sheet = queue.entries.find((entry) => entry.id === shown)?.sheet ?? null;
  const busy = usePart(
    tablet.view,
    useCallback((view: TabletView) => inHand(queue, sheet, view), [queue, sheet]),
  );
  const follow = followed({ shown, busy, chosen: chosen !== null }, current);
  useEffect(() => setHeld(follow.show), [follow.show]);

  const entry = queue.entries.find((candidate) => candidate.id === follow.show);
  const offer = queue.entries.find((candidate) => candidate.id === follow.offer);
  const go = async () => {
    setHeld(current);
    await navigate({ to: "/judge/live", search: {} });
  };
  if (!entry) {
    return (
      <Notice testid="judge-waiting" title={t("waiting.title")} detail={t("waiting.detail")}>
        <Link to="/judge" className="jd-btn wide">
          {t("waiting.action")}
        </Link>
      </Notice>
    );
  }
  return (
    <div className="jd-panel">
      <PanelHeader
        queue={queue}
        entry={entry}
        slot={entry.id === current ? (room?.slot ?? null) : null}
      />
      <div className="jd-strips">
        <LateStrips again={entry.again && entry} />
        {offer && (
          <div className="jd-strip brand" role="status" data-testid="next-offer">
            <p>
              <b>{t("next.title", { badge: badgeOf(offer), team: words(teamOf(offer.team)) })}</b>{" "}
              {busy ? t("next.unsigned", { badge: badgeOf(entry) }) : ""}
            </p>
            <button
              type="button"
              className="jd-btn"
              data-testid="next-go"
              onClick={() => void go()}
            >
              {t("next.go", { badge: badgeOf(offer) })}
            </button>
          </div>
        )}
      </div>
      <EntryPanel key={entry.id} queue={queue} entry={entry} />
    </div>
  );
}
