import { useDroppable } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { type Lane, targetsIn } from "../state/lanes";
import { laneSpot } from "../state/spots";
import type { Setting } from "./CardFace";
import type { Carried } from "./LaneColumn";

interface Props {
  lane: Lane;
  setting: Setting;
  carried: Carried | null;
  onOpen: () => void;
}

/** A folded lane: its name and count. A card let go here goes in; what is missing is asked then. */
export function LaneStrip({ lane, setting, carried, onOpen }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const drop = useDroppable({ id: laneSpot(lane.id) });
  const lawful = carried && targetsIn(lane, carried.card, setting.stages, carried.page).length > 0;
  const state = ["zn-strip", drop.isOver && "over", carried && (lawful ? "lawful" : "dim")]
    .filter(Boolean)
    .join(" ");
  return (
    <button
      ref={drop.setNodeRef}
      type="button"
      className={state}
      aria-expanded={false}
      title={t("lane.open", { name: words(lane.name), count: lane.cards.length })}
      onClick={onOpen}
      data-testid={`lane-${lane.id}`}
    >
      <span>{words(lane.name)}</span>
      <span className="num" data-testid="lane-count">
        {lane.cards.length}
      </span>
    </button>
  );
}
