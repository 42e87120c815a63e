import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { IconPencilQuestion } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import { correctionsQuery, correctionWithdraw } from "../api/corrections";
import { queueQuery } from "../api/queue";
import type { Row } from "../state/sheet";
import { CorrectionSheet } from "./CorrectionSheet";

/** What was asked for on this card, and the way to ask. */
export function Corrections({ sheet, rows }: { sheet: string; rows: Row[] }) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const words = useWords();
  const [asking, setAsking] = useState(false);
  const client = useQueryClient();
  const { data } = useQuery(correctionsQuery);
  const withdraw = useMutation({
    mutationFn: correctionWithdraw,
    onSettled: () => client.invalidateQueries({ queryKey: correctionsQuery.queryKey }),
  });
  const here = (data ?? []).filter((each) => each.sheet === sheet || each.successor === sheet);
  const open = here.filter(({ state }) => state === "open");
  const decided = here.filter(({ state }) => state === "approved" || state === "refused");
  // The card on screen has been replaced: its successor is the queue's to name.
  const replaced = here.some((each) => each.successor !== null && each.successor !== sheet);
  useEffect(() => {
    if (replaced) void client.invalidateQueries({ queryKey: queueQuery.queryKey });
  }, [client, replaced]);
  const nameOf = (id: string) => words(rows.find((row) => row.criterion.id === id)?.criterion.name);
  return (
    <div className="jd-corrections">
      {open.map((each) => (
        <p key={each.id} role="status" data-testid="correction" data-state={each.state}>
          {t("correct.waits", { name: nameOf(each.criterion), value: markShort(each.value) })}{" "}
          <button
            type="button"
            className="jd-btn quiet"
            data-testid="correct-withdraw"
            disabled={withdraw.isPending}
            onClick={() => withdraw.mutate(each.id)}
          >
            {t("correct.withdraw")}
          </button>
        </p>
      ))}
      {decided.map((each) => (
        <p key={each.id} role="status" data-testid="correction" data-state={each.state}>
          {each.state === "approved"
            ? t("correct.approved", {
                name: nameOf(each.criterion),
                was: markShort(each.replaced ?? ""),
                value: markShort(each.value),
              })
            : t("correct.refused", { name: nameOf(each.criterion), why: each.refused_for })}
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
