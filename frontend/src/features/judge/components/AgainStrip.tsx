import { IconRefresh } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSignal } from "@/offline/react";
import type { QueueEntry } from "../api/types";
import { useOffice } from "../state/office";

/** Above the card: the panel sent the entry back, and what counts until all have signed anew. */
export function AgainStrip({ entry }: { entry: QueueEntry }) {
  const { t } = useTranslation("judgeMotion");
  const view = useSignal(useOffice().tablet.view);
  const sheet = entry.sheet ? view.sheets.get(entry.sheet) : undefined;
  const done = sheet !== undefined && sheet.state !== "open";
  return (
    <div className="jd-strip brand" role="status" data-testid="again" data-done={done}>
      <IconRefresh size={22} stroke={1.8} aria-hidden />
      <p>
        <b>{t(done ? "again.done" : "again.title", { text: entry.again ?? "" })}</b>{" "}
        {t("again.detail")}
      </p>
    </div>
  );
}
