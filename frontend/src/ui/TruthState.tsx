import {
  IconAlertTriangle,
  IconCircleArrowUp,
  IconCircleCheck,
  IconDeviceTablet,
  IconSquare,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { clockIn } from "@/lib/time";

export type Truth = "editing" | "local" | "sent" | "committed" | "conflict" | "rejected";

const FACES = {
  editing: { icon: IconSquare, tone: "" },
  local: { icon: IconDeviceTablet, tone: "warn" },
  sent: { icon: IconCircleArrowUp, tone: "brand" },
  committed: { icon: IconCircleCheck, tone: "ok" },
  conflict: { icon: IconAlertTriangle, tone: "bad" },
  rejected: { icon: IconAlertTriangle, tone: "bad" },
};

interface Props {
  state: Truth;
  at?: string | null;
  zone: string;
}

/** Where the input is: on this device, sent, or confirmed by the server at a time. */
export function TruthState({ state, at, zone }: Props) {
  const { t } = useTranslation("common");
  const face = FACES[state];
  const Icon = face.icon;
  const time = at ? clockIn(zone, at, true) : "";
  return (
    <span
      className={`ys-truth ${face.tone}`}
      role="status"
      data-testid="saved-state"
      data-state={state}
    >
      <Icon size={18} stroke={1.8} aria-hidden />
      {t(`truth.${state}`, { time }).trim()}
    </span>
  );
}
