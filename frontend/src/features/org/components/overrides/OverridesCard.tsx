import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { overridesQuery } from "../../api/overrides";
import type { EditionRound } from "../../api/types";
import { OverrideFacts } from "./OverrideFacts";
import "./overrides.css";

/** The teams of the round that were sealed without a judge; nothing where none was. */
export function OverridesCard({ round, zone }: { round: EditionRound; zone: string }) {
  const { t } = useTranslation("overrides");
  const found = useQuery(overridesQuery(round.id));
  const rows = (found.data ?? []).filter(({ state }) => state === "approved");
  if (rows.length === 0) {
    return <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />;
  }
  return (
    <section className="ys-card og-overrides" aria-label={t("title")} data-testid="overrides">
      <h2>
        {t("title")} <small className="num">{rows.length}</small>
      </h2>
      <p className="ys-small ys-soft">{t("sub")}</p>
      <ul>
        {rows.map((row) => (
          <li key={row.id}>
            <OverrideFacts
              override={row}
              zone={zone}
              names={(seats) => seats.map((seat) => t("seat", { seat })).join(t("comma"))}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
