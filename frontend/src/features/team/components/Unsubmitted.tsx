import { IconAlertTriangle, IconLock } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { When } from "@/ui/When";
import { receiptsQuery } from "../api/entries";
import { changedSince } from "../state/changed";
import { useEntry } from "../state/context";
import { SubmitLink } from "./SubmitLink";

/** What the last submission means now: changes not yet submitted, or closed for good. */
export function Unsubmitted({ action = true }: { action?: boolean }) {
  const { t } = useTranslation("team");
  const { entry, edition, files, editable, draft } = useEntry();
  const receipts = useQuery({ ...receiptsQuery(entry.id), enabled: entry.submitted_at !== null });
  const last = receipts.data?.[0];
  const changed = changedSince(entry, files, draft.at);
  if (!editable) {
    return (
      <div className="ys-note tm-banner">
        <IconLock size={20} stroke={1.8} aria-hidden />
        <div className="words">
          <strong>{t("closed.title")}</strong>
          {last ? (
            <p>
              {t("closed.counts")} <When at={last.arrived_at} zone={edition.time_zone} seconds />
            </p>
          ) : (
            <p>{t("closed.none")}</p>
          )}
        </div>
      </div>
    );
  }
  if (!changed) return null;
  return (
    <div className="ys-note warn tm-banner" data-testid="unsubmitted">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <div className="words">
        <strong>{t("unsubmitted.title")}</strong>
        <p>{t("unsubmitted.detail")}</p>
      </div>
      {action && <SubmitLink />}
    </div>
  );
}
