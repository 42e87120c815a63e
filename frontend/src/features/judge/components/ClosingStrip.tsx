import { IconHourglassLow } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { useSignal } from "@/offline/react";
import type { Closing } from "../api/types";
import { useQueue } from "../state/hooks";
import { useOffice } from "../state/office";
import { badgeOf, teamOf } from "../state/words";

/** Ten seconds' notice that a team's scoring closes, for a judge whose sheet of it is still open. */
export function ClosingStrip({ closing }: { closing: Closing }) {
  const { t } = useTranslation("judgeAside");
  const words = useWords();
  const view = useSignal(useOffice().tablet.view);
  const entry = useQueue().data?.entries.find(({ id }) => id === closing.entry);
  const seconds = useSecondsTo(closing.until);
  const sheet = entry?.sheet ? view.sheets.get(entry.sheet) : undefined;
  if (!entry || sheet?.state !== "open" || sheet.signing || seconds <= 0) return null;
  return (
    <div className="jd-strip warn" role="status" data-testid="strip-closing">
      <IconHourglassLow size={22} stroke={1.8} aria-hidden />
      <p>
        <b>{t("closing.title", { badge: badgeOf(entry), team: words(teamOf(entry.team)) })}</b>{" "}
        {t(closing.sealing ? "closing.sealing" : "closing.detail")}
      </p>
      <b className="num" aria-hidden data-testid="closing-left">
        {t("closing.left", { count: seconds })}
      </b>
    </div>
  );
}

/** Whole seconds by the server's clock; nothing ticks once they are over. */
function useSecondsTo(until: string): number {
  const { clock } = useOffice().tablet;
  const [now, setNow] = useState(() => clock.time());
  const left = Date.parse(until) - now;
  const over = left <= 0;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => setNow(clock.time()), 250);
    return () => clearInterval(timer);
  }, [clock, over]);
  return Math.ceil(left / 1000);
}
