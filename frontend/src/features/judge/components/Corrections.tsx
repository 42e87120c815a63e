import { useQuery } from "@tanstack/react-query";
import { IconPencilQuestion } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { correctionsQuery } from "../api/corrections";
import type { Row } from "../state/sheet";
import { CorrectionSheet } from "./CorrectionSheet";

/** What was asked for on this card, and the way to ask. */
export function Corrections({ sheet, rows }: { sheet: string; rows: Row[] }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const { data } = useQuery(correctionsQuery);
  const all = Array.isArray(data) ? data : (data?.results ?? []);
  return (
    <div className="jd-corrections">
      {all
        .filter((each) => each.sheet === sheet)
        .map((each) => (
          <p key={each.id} role="status" data-testid="correction" data-state={each.state}>
            {t("correct.waits", {
              name: words(
                rows.find(({ criterion }) => criterion.id === each.criterion)?.criterion.name,
              ),
              value: markShort(each.value),
            })}
          </p>
        ))}
      <button
        type="button"
        className="jd-btn"
        data-testid="correct"
        onClick={() => setAsking(true)}
      >
        <IconPencilQuestion size={22} stroke={1.8} aria-hidden />
        {t("correct.open")}
      </button>
      {asking && <CorrectionSheet sheet={sheet} rows={rows} onClose={() => setAsking(false)} />}
    </div>
  );
}
