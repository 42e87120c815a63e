import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { clockIn } from "@/lib/time";
import type { Stage } from "../api/types";
import { dayIn, daysLate, daysSince, urgency, ZONE } from "../state/clock";

interface Props {
  since: string;
  due: string | null;
  stage: Stage | undefined;
  now: number;
}

/** The running clock of a stage: what is due when; from four fifths on, how long it has lain. */
export function DueClock({ since, due, stage, now }: Props) {
  const { t, i18n } = useTranslation("zone");
  const words = useWords();
  const tone = urgency(since, due, now);
  const days = daysSince(since, now);
  const here = days === 0 ? t("clock.today") : t("clock.here", { count: days });
  if (due === null || tone === "none") return <span className="zn-clock">{here}</span>;
  const what = words(stage?.clock?.label) || t("clock.due");
  const day = dayIn(i18n.language, due);
  const exact = `${what} ${day} ${clockIn(ZONE, due)}`;
  if (tone === "fine") {
    return (
      <time className="zn-clock" dateTime={due} title={exact} data-testid="card-clock">
        {what} <span className="num">{day}</span>
      </time>
    );
  }
  const Icon = tone === "late" ? IconAlertTriangle : IconClock;
  const over = daysLate(due, now);
  return (
    <time className={`zn-clock ${tone}`} dateTime={due} title={exact} data-testid="card-clock">
      <Icon size={16} stroke={2} aria-hidden />
      {tone === "soon" && here}
      {tone === "late" && (over === 0 ? t("clock.lateToday") : t("clock.late", { count: over }))}
      <span className="vh">{exact}</span>
    </time>
  );
}
