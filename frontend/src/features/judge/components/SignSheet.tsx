import { IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { ChangeRefused } from "@/offline/outbox";
import type { Queue, QueueEntry } from "../api/types";
import { useOwnTotals } from "../state/hooks";
import { useOffice } from "../state/office";
import { placeAmong, totalOf, totalText, type Row } from "../state/sheet";
import { badgeOf, teamOf } from "../state/words";
import { Dialog } from "./Dialog";
import { HoldButton } from "./HoldButton";

interface Props {
  queue: Queue;
  entry: QueueEntry;
  rows: Row[];
  onClose: () => void;
}

/** The whole card once more before it is signed. */
export function SignSheet({ queue, entry, rows, onClose }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const { tablet } = useOffice();
  const [failed, setFailed] = useState("");
  const sign = async () => {
    try {
      await tablet.sign(entry.sheet ?? "");
      onClose();
    } catch (error) {
      const choice = error instanceof ChangeRefused && error.reason === "choice_pending";
      setFailed(t(choice ? "sign.choose" : "sign.failed"));
    }
  };
  const place = placeAmong(totalOf(rows), useOwnTotals(queue.entries));
  const title = t("sign.title", { badge: badgeOf(entry), team: words(teamOf(entry.team)) });
  return (
    <Dialog title={title} onClose={onClose}>
      <ul className="jd-sums" data-testid="sign-sheet">
        {rows.map(({ criterion, value }) => (
          <li key={criterion.id}>
            <span>{words(criterion.name)}</span>
            <b className="num">{value === null ? t("rubric.empty") : markShort(value)}</b>
          </li>
        ))}
        <li className="sum">
          <span>{t("total")}</span>
          <b className="num">{totalText(queue.rulebook.document, totalOf(rows))}</b>
        </li>
      </ul>
      <p className="jd-soft">
        {place && t("sign.place", place)} {t("sign.effect")}
      </p>
      {failed && (
        <p className="jd-error" role="alert">
          {failed}
        </p>
      )}
      <HoldButton testid="sign-hold" onDone={() => void sign()}>
        <IconSignature size={24} stroke={1.8} aria-hidden />
        {t("sign.hold")}
      </HoldButton>
      <div className="jd-between">
        <button type="button" className="jd-btn" data-testid="sign-back" onClick={onClose}>
          {t("sign.back")}
        </button>
        <button
          type="button"
          className="jd-btn"
          data-testid="sign-confirm"
          onClick={() => void sign()}
        >
          {t("sign.confirm")}
        </button>
      </div>
    </Dialog>
  );
}
