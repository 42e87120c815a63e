import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { ChangeRefused } from "@/offline/outbox";
import type { Queue, QueueEntry } from "../api/types";
import { useOffice } from "../state/office";
import { totalOf, totalText, type Row } from "../state/sheet";
import { badgeOf, teamOf } from "../state/words";
import { Dialog } from "./Dialog";

interface Props {
  queue: Queue;
  entry: QueueEntry;
  rows: Row[];
  onClose: () => void;
}

/** The whole card once more before it is signed. */
export function SignSheet({ queue, entry, rows, onClose }: Props) {
  const { t } = useTranslation("judge");
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
  const title = t("sign.title", { badge: badgeOf(entry), team: words(teamOf(entry.team)) });
  return (
    <Dialog title={title} onClose={onClose}>
      <ul className="jd-sums">
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
      <p className="jd-soft">{t("sign.effect")}</p>
      {failed && (
        <p className="jd-error" role="alert">
          {failed}
        </p>
      )}
      <div className="jd-between">
        <button type="button" className="jd-btn" onClick={onClose}>
          {t("sign.back")}
        </button>
        <button
          type="button"
          className="jd-btn primary tall"
          data-testid="sign-confirm"
          onClick={() => void sign()}
        >
          {t("sign.confirm")}
        </button>
      </div>
    </Dialog>
  );
}
