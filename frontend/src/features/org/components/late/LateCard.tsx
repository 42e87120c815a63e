import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { lateQuery } from "../../api/lateChanges";
import type { EditionRound } from "../../api/types";
import { LateDecision } from "./LateDecision";
import { LateFacts } from "./LateFacts";
import "../corrections/corrections.css";

/** What came after the seal in the round, what waits first; nothing where nothing did. */
export function LateCard({ round, zone }: { round: EditionRound; zone: string }) {
  const { t } = useTranslation("corrections");
  const asked = useQuery(lateQuery(round.id));
  const rows = asked.data ?? [];
  if (rows.length === 0) {
    return <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />;
  }
  return (
    <section
      className="ys-card og-corrections"
      aria-label={t("late.title")}
      data-testid="late-changes"
    >
      <h2>
        {t("late.title")} <small className="num">{rows.length}</small>
      </h2>
      <p className="ys-small ys-soft">{t("late.sub")}</p>
      <ul>
        {rows.map((each) => (
          <li key={each.seen} data-testid="late-change" data-state={each.state}>
            <span className={`ys-chip ${TONES[each.state]}`}>{t(`late.state.${each.state}`)}</span>
            <LateFacts late={each} rulebook={round.rulebook.card} zone={zone} />
            {each.after_reveal && <p className="ys-small ys-soft">{t("afterReveal")}</p>}
            <LateDecision round={round.id} late={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES = { open: "warn", accepted: "ok", refused: "" } as const;
