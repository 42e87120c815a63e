import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { GateChecklist } from "@/ui/GateChecklist";
import type { GateState, Stage } from "../api/types";
import { ZONE } from "../state/clock";
import { useGateItems } from "../state/gateItems";

/** The gate of a lane, shown in it while a card is carried. */
export function GateHint({ stage, gate }: { stage: Stage; gate: GateState }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const items = useGateItems()(gate);
  return (
    <GateChecklist
      slim
      className={gate.open ? "zn-drop" : "zn-drop shut"}
      title={t("gate.moveTo", { stage: words(stage.name) })}
      items={items}
      zone={ZONE}
    />
  );
}
