import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Relative, useNow } from "@/ui/When";
import { daysSince, urgency, ZONE } from "../state/clock";

/** The running clock of a stage: what is left, or how long the project has been there. */
export function DueClock({ since, due }: { since: string; due: string | null }) {
  const { t } = useTranslation("zone");
  const now = useNow();
  const tone = urgency(since, due, now);
  if (due === null || tone === "none") {
    return <span className="zn-clock">{t("clock.here", { days: daysSince(since, now) })}</span>;
  }
  const Icon = tone === "late" ? IconAlertTriangle : IconClock;
  return (
    <span className={`zn-clock ${tone}`} data-testid="card-clock">
      <Icon size={16} stroke={2} aria-hidden />
      {tone === "late" ? t("clock.late") : <span className="vh">{t("clock.due")}</span>}
      <span className="num">
        <Relative at={due} zone={ZONE} />
      </span>
    </span>
  );
}
