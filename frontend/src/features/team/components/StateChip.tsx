import {
  IconBan,
  IconCircleCheck,
  IconClock,
  IconCornerUpLeft,
  IconPencil,
  IconSend,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { EntryState } from "@/api/types";

const FACES: Record<EntryState, { icon: typeof IconPencil; tone: string }> = {
  draft: { icon: IconPencil, tone: "" },
  submitted: { icon: IconSend, tone: "brand" },
  in_check: { icon: IconClock, tone: "brand" },
  returned: { icon: IconCornerUpLeft, tone: "warn" },
  accepted: { icon: IconCircleCheck, tone: "ok" },
  rejected: { icon: IconBan, tone: "bad" },
  withdrawn: { icon: IconBan, tone: "" },
  disqualified: { icon: IconBan, tone: "bad" },
};

/** Where an entry stands: icon, color and word. */
export function StateChip({ state }: { state: EntryState }) {
  const { t } = useTranslation("team");
  const { icon: Icon, tone } = FACES[state];
  return (
    <span className={`ys-chip ${tone}`} data-testid="entry-state" data-state={state}>
      <Icon size={16} stroke={2} aria-hidden />
      {t(`state.${state}`)}
    </span>
  );
}
