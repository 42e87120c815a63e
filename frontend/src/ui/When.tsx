import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockIn, dateIn, offsetIn, spanTo } from "@/lib/time";

interface Props {
  at: string;
  zone: string;
  seconds?: boolean;
  /** Leaves the zone's name out where the page has said it already. */
  plain?: boolean;
}

/** An absolute moment in the edition's zone. */
export function When({ at, zone, seconds = false, plain = false }: Props) {
  const { t, i18n } = useTranslation("common");
  const offset = offsetIn(zone, at);
  const place = zone === "Asia/Shanghai" ? t("zone.beijing", { offset }) : offset;
  return (
    <time dateTime={at} className="num">
      {dateIn(i18n.language, zone, at)} {clockIn(zone, at, seconds)}
      {plain ? "" : ` ${place}`}
    </time>
  );
}

/** The present, renewed every half minute while the page is open. */
export function useNow(every = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}

/** How long until a moment, or since. */
export function Relative({ at }: { at: string }) {
  const { t } = useTranslation("common");
  const span = spanTo(at, useNow());
  const key = span.past ? "past" : "left";
  if (span.days >= 1) return <>{t(`span.${key}.days`, { days: span.days, hours: span.hours })}</>;
  if (span.hours >= 1) {
    return <>{t(`span.${key}.hours`, { hours: span.hours, minutes: span.minutes })}</>;
  }
  return <>{t(`span.${key}.minutes`, { minutes: span.minutes })}</>;
}
