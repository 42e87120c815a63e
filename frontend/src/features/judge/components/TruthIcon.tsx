import {
  IconAlertTriangle,
  IconCircleArrowUp,
  IconCircleCheck,
  IconDeviceTablet,
  IconSignature,
  IconSquare,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Truth } from "@/offline/truth";

export const TRUTH = {
  editing: { icon: IconSquare, tone: "" },
  local: { icon: IconDeviceTablet, tone: "warn" },
  sent: { icon: IconCircleArrowUp, tone: "brand" },
  committed: { icon: IconCircleCheck, tone: "ok" },
  conflict: { icon: IconAlertTriangle, tone: "bad" },
  rejected: { icon: IconAlertTriangle, tone: "bad" },
  signed: { icon: IconSignature, tone: "ok" },
};

/** Where one mark is; the word is there for those who cannot see the icon. */
export function TruthIcon({ criterion, truth }: { criterion: string; truth: Truth | null }) {
  const { t } = useTranslation("judge");
  const face = truth && TRUTH[truth];
  return (
    <span
      className={`jd-truth ${face?.tone ?? ""}`}
      data-testid={`truth-${criterion}`}
      data-state={truth ?? "none"}
    >
      {face && <face.icon size={24} stroke={1.8} aria-hidden />}
      {truth && <span className="vh">{t(`truth.${truth}`)}</span>}
    </span>
  );
}
