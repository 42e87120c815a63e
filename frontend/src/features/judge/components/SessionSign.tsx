import { IconEqual, IconSignature } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ChangeRefused } from "@/offline/outbox";
import { signAll } from "@/offline/session";
import type { Queue } from "../api/types";
import { useOffice } from "../state/office";
import { sorted, type TeamRow } from "../state/session";
import { totalText } from "../state/sheet";
import { teamOf } from "../state/words";
import { Dialog } from "./Dialog";
import { HoldButton } from "./HoldButton";

interface Props {
  queue: Queue;
  teams: readonly TeamRow[];
  /** The sheets that are still open. */
  sheets: string[];
  onClose: () => void;
}

/** All totals once more, the highest first, before they are signed together. */
export function SessionSign({ queue, teams, sheets, onClose }: Props) {
  const { t } = useTranslation(["judgeSession", "judgeAside", "judge"]);
  const words = useWords();
  const { tablet } = useOffice();
  const [failed, setFailed] = useState("");
  const sign = async () => {
    try {
      await signAll(tablet, sheets);
      onClose();
    } catch (error) {
      const choice = error instanceof ChangeRefused && error.reason === "choice_pending";
      setFailed(t(choice ? "judgeAside:sign.choose" : "judgeAside:sign.failed"));
    }
  };
  const rows = sorted(teams, "total").filter(({ sheet }) => sheets.includes(sheet));
  return (
    <Dialog title={t("dialog.title", { count: sheets.length })} onClose={onClose}>
      <ul className="jd-sums jd-all" data-testid="session-sheet" tabIndex={0}>
        {rows.map(({ entry, badge, total, equal }) => (
          <li key={entry.id}>
            <span>
              <span className="num">{badge}</span> {words(teamOf(entry.team))}
            </span>
            <span>
              {equal.length > 0 && (
                <span className="eq">
                  <IconEqual size={14} stroke={2.2} aria-hidden />
                  <span className="vh">{t("equal")}</span>
                  <span className="num">{equal.join(" ")}</span>
                </span>
              )}
              <b className="num">{totalText(queue.rulebook.document, total ?? 0)}</b>
            </span>
          </li>
        ))}
      </ul>
      <p className="jd-soft">{t("dialog.effect")}</p>
      {failed && (
        <p className="jd-error" role="alert">
          {failed}
        </p>
      )}
      <HoldButton testid="session-hold" onDone={() => void sign()}>
        <IconSignature size={24} stroke={1.8} aria-hidden />
        {t("judgeAside:sign.hold")}
      </HoldButton>
      <div className="jd-between">
        <button type="button" className="jd-btn" onClick={onClose}>
          {t("judgeAside:sign.back")}
        </button>
        <button
          type="button"
          className="jd-btn"
          data-testid="session-confirm"
          onClick={() => void sign()}
        >
          {t("judgeAside:sign.confirm")}
        </button>
      </div>
    </Dialog>
  );
}
