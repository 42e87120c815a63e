import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  onBack: () => void;
  onAct: () => void;
  busy: boolean;
  testid: string;
  children: ReactNode;
}

/** The foot of a sheet: back on the left, what the sheet is for on the right. */
export function SheetFoot({ onBack, onAct, busy, testid, children }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  return (
    <div className="jd-between">
      <button type="button" className="jd-btn" onClick={onBack}>
        {t("back")}
      </button>
      <button
        type="button"
        className="jd-btn primary"
        data-testid={testid}
        disabled={busy}
        onClick={onAct}
      >
        {children}
      </button>
    </div>
  );
}
