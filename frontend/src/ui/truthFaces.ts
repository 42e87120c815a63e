import {
  IconAlertTriangle,
  IconCircleArrowUp,
  IconCircleCheck,
  IconDeviceTablet,
  IconSignature,
  IconSquare,
} from "@tabler/icons-react";
import type { Truth } from "@/offline/truth";

/** Icon and tone of each place where an input can be; green only for what the server has. */
export const TRUTH_FACES: Record<Truth, { icon: typeof IconSquare; tone: string }> = {
  editing: { icon: IconSquare, tone: "" },
  local: { icon: IconDeviceTablet, tone: "warn" },
  sent: { icon: IconCircleArrowUp, tone: "brand" },
  committed: { icon: IconCircleCheck, tone: "ok" },
  conflict: { icon: IconAlertTriangle, tone: "bad" },
  rejected: { icon: IconAlertTriangle, tone: "bad" },
  signed: { icon: IconSignature, tone: "ok" },
};
