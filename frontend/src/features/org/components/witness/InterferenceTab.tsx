import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { EmptyState, Waiting } from "@/ui/EmptyState";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { interferenceQuery } from "../../api/interference";
import type { Here } from "../Frame";

/** What people were asked to do: the witness reads it, and nobody else. */
export function InterferenceTab({ edition }: Here) {
  const { t } = useTranslation("witness");
  const words = useWords();
  const found = useQuery(interferenceQuery(edition.id));
  const rows = found.data ?? [];
  return (
    <>
      <p className="ys-small ys-soft">{t("interference.only")}</p>
      {found.isPending && <Waiting shape="lines" />}
      <ProblemAlert error={found.error} onRetry={() => void found.refetch()} />
      {found.data && rows.length === 0 && (
        <EmptyState title={t("interference.none")}>{t("interference.noneWhy")}</EmptyState>
      )}
      {rows.length > 0 && (
        <ul className="wt-list" aria-label={t("tab.interference")}>
          {rows.map((row) => (
            <li key={row.id} className="ys-card wt-note" data-testid="interference">
              <div className="when">
                <When at={row.filed_at} zone={edition.time_zone} plain />
              </div>
              <div className="what">
                <b>{row.said}</b>
                <p className="ys-small ys-soft">
                  {[
                    row.who && t("interference.by", { name: row.who }),
                    row.happened_on && t("interference.on", { day: row.happened_on }),
                    t("interference.filedBy", { name: words(row.by.name) }),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
