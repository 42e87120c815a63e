import { IconListNumbers } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import type { Queue } from "../api/types";
import { useOffice } from "../state/office";
import { teamsOf, wholeTotals } from "../state/session";

/** Where a session is signed at once: the way to the page with all teams and the signature. */
export function ToSession({ queue }: { queue: Queue }) {
  const { t } = useTranslation("judgeSession");
  const view = useSignal(useOffice().tablet.view);
  const teams = teamsOf(queue, view);
  if (teams.length === 0) return null;
  const done = wholeTotals(teams).length;
  return (
    <Link to="/judge/session" className="jd-btn wide jd-to-session" data-testid="to-session">
      <IconListNumbers size={24} stroke={1.8} aria-hidden />
      <span>
        {t("open")}
        <small>{t("openDetail", { done, all: teams.length })}</small>
      </span>
    </Link>
  );
}
