import { useTranslation } from "react-i18next";
import { clockIn, dateIn, viewerZone } from "@/lib/time";

/** A moment on the reader's own clock: these pages belong to no edition's zone. */
export function Day({ at, clock = false }: { at: number | string; clock?: boolean }) {
  const { i18n } = useTranslation();
  const iso = new Date(at).toISOString();
  const zone = viewerZone();
  return (
    <time dateTime={iso} className="num">
      {dateIn(i18n.language, zone, iso)}
      {clock && ` ${clockIn(zone, iso)}`}
    </time>
  );
}
