import { useDroppable } from "@dnd-kit/core";
import { IconAlertTriangle, IconCheck, IconFileText } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Project, Stage } from "../api/types";
import { useGateItems } from "../state/gateItems";
import type { Lane } from "../state/lanes";
import { stageSpot } from "../state/spots";

interface Props {
  lane: Lane;
  stage: Stage;
  page: Project | undefined;
  /** The carried card hangs over the lane, and this is its only stage. */
  over: boolean;
}

const ICONS = { met: IconCheck, missing: IconAlertTriangle, bring: IconFileText };

/** The gate of a stage at the top of its lane while a card is carried. */
export function DropCard({ lane, stage, page, over }: Props) {
  const { t } = useTranslation(["zone", "ui"]);
  const words = useWords();
  const itemsOf = useGateItems();
  const drop = useDroppable({ id: stageSpot(lane.id, stage.id) });
  const gate = page?.gates[stage.id];
  const items = gate ? itemsOf(gate, page) : [];
  const state = ["zn-drop", gate && !gate.open && "shut", (over || drop.isOver) && "over"];
  return (
    <div
      ref={drop.setNodeRef}
      className={state.filter(Boolean).join(" ")}
      data-testid={`gate-${stage.id}`}
      data-open={gate?.open}
    >
      <b>{t("gate.moveTo", { stage: words(stage.name) })}</b>
      {items.map(({ code, label, state: is }) => {
        const Icon = ICONS[is];
        return (
          <span key={code} className={is} data-testid={`${is}-${code}`}>
            <Icon size={16} stroke={2} aria-hidden />
            <span>
              {is !== "bring" && <span className="vh">{t(`ui:gate.is.${is}`)}</span>}
              {label}
            </span>
          </span>
        );
      })}
      {gate && items.length === 0 && <span className="free">{words(gate.label)}</span>}
    </div>
  );
}
