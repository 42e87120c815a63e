import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { clockIn, dateIn, offsetIn, spanTo, viewerZone } from "@/lib/time";

interface Props {
  at: string;
  zone: string;
  seconds?: boolean;
  /** Leaves the zone's name out where the page has said it already. */
  plain?: boolean;
}

/** An absolute moment in the edition's zone; the viewer's own clock too where it differs. */
export function When({ at, zone, seconds = false, plain = false }: Props) {
  const { t, i18n } = useTranslation("common");
  const offset = offsetIn(zone, at);
  const place = zone === "Asia/Shanghai" ? t("zone.beijing", { offset }) : offset;
  const own = viewerZone();
  const local =
    offsetIn(own, at) === offset
      ? ""
      : t("zone.local", { time: `${dateIn(i18n.language, own, at)} ${clockIn(own, at)}` });
  return (
    <time dateTime={at} className="num" title={local || undefined}>
      {dateIn(i18n.language, zone, at)} {clockIn(zone, at, seconds)}
      {plain ? "" : ` ${place}`}
      {!plain && local && <small className="ys-local"> {local}</small>}
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

/** How long until a moment, or since; the moment itself on hover, and in print. */
export function Relative({ at, zone }: { at: string; zone: string }) {
  const { t, i18n } = useTranslation("common");
  const span = spanTo(at, useNow());
  const key = span.past ? "past" : "left";
  const exact = `${dateIn(i18n.language, zone, at)} ${clockIn(zone, at)}`;
  const unit = span.days >= 1 ? "days" : span.hours >= 1 ? "hours" : "minutes";
  return (
    <time dateTime={at} title={exact}>
      <span className="ys-noprint">{t(`span.${key}.${unit}`, { ...span })}</span>
      <span className="ys-printonly">{exact}</span>
    </time>
  );
}
