import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { correctionsQuery } from "../../api/corrections";
import type { EditionRound } from "../../api/types";
import { CorrectionFacts } from "./CorrectionFacts";
import { Decision } from "./Decision";
import "./corrections.css";

interface Props {
  round: EditionRound;
  zone: string;
}

/** What judges want corrected in the round, what waits first; nothing where nobody asked. */
export function CorrectionsCard({ round, zone }: Props) {
  const { t } = useTranslation("corrections");
  const asked = useQuery(correctionsQuery(round.id));
  const rows = asked.data ?? [];
  if (rows.length === 0) {
    return <ProblemAlert error={asked.error} onRetry={() => void asked.refetch()} />;
  }
  const waiting = rows.filter(({ state }) => state === "open");
  const decided = rows.filter(({ state }) => state !== "open");
  return (
    <section className="ys-card og-corrections" aria-label={t("title")} data-testid="corrections">
      <h2>
        {t("title")} <small className="num">{rows.length}</small>
      </h2>
      <p className="ys-small ys-soft">{t("sub")}</p>
      <ul>
        {[...waiting, ...decided].map((each) => (
          <li key={each.id} data-testid="correction" data-state={each.state}>
            <span className={`ys-chip ${TONES[each.state]}`}>{t(`state.${each.state}`)}</span>
            <CorrectionFacts correction={each} rulebook={round.rulebook.card} zone={zone} />
            {each.after_reveal && <p className="ys-small ys-soft">{t("afterReveal")}</p>}
            <Decision round={round.id} correction={each} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES = { open: "warn", approved: "ok", refused: "" } as const;
