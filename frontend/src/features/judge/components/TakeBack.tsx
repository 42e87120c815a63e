import { useQuery } from "@tanstack/react-query";
import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { undoSeconds } from "@/lib/tempo";
import type { Sheet } from "@/offline/types";
import { correctionsQuery } from "../api/corrections";
import { useRoom, useServerTime } from "../state/hooks";
import { useOffice } from "../state/office";

interface Props {
  sheet: Sheet;
  entry: string;
  always?: boolean;
}

/** For a few seconds after the signature, or `always` until the seal: back to an open card with the same marks. */
export function TakeBack({ sheet, entry, always = false }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const { tablet } = useOffice();
  const [failed, setFailed] = useState(false);
  const { taking } = sheet;
  // What two people have corrected is not hers alone to take back.
  const { data } = useQuery({ ...correctionsQuery, enabled: sheet.state !== "open" });
  const corrected = data?.some(({ successor }) => successor === sheet.id);
  const room = useRoom();
  const now = useServerTime();
  const at = sheet.signed_at ?? sheet.signing?.at;
  const left = at ? Math.ceil((Date.parse(at) + undoSeconds() * 1000 - now) / 1000) : 0;
  if (taking?.state === "pending") return <p role="status">{t("unsign.pending")}</p>;
  if (taking || failed) {
    return (
      <p className="jd-error" role="alert" data-testid="unsign-failed">
        {t("unsign.failed")}
      </p>
    );
  }
  const own = room?.session?.parts?.find(({ entries }) => entries.includes(entry));
  const kept = always && !(own ?? room?.session)?.sealed;
  if ((left <= 0 && !kept) || corrected) return null;
  return (
    <button
      type="button"
      className="jd-btn"
      data-testid="unsign"
      onClick={() => void tablet.unsign(sheet.id).catch(() => setFailed(true))}
    >
      <IconArrowBackUp size={22} stroke={1.8} aria-hidden />
      {left > 0 ? t("unsign.action", { seconds: left }) : t("unsign.always")}
    </button>
  );
}
