import { IconAlertTriangle, IconCheck, IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { GateState, Stage } from "../api/types";

/** The gate of a lane, shown in it while a card is carried. */
export function GateHint({ stage, gate }: { stage: Stage; gate: GateState }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  return (
    <div className={gate.open ? "zn-drop" : "zn-drop shut"}>
      <b>{t("gate.moveTo", { stage: words(stage.name) })}</b>
      <ul>
        {gate.items.map((item) => (
          <li key={item.code} className={item.met ? "y" : "x"}>
            {item.met ? (
              <IconCheck size={16} stroke={2.2} aria-hidden />
            ) : (
              <IconAlertTriangle size={16} stroke={2} aria-hidden />
            )}
            {words(item.label)}
          </li>
        ))}
        {gate.proof.map((item) => (
          <li key={item.code}>
            <IconFileText size={16} stroke={2} aria-hidden />
            {t("gate.bring", { what: words(item.label) })}
          </li>
        ))}
      </ul>
    </div>
  );
}
