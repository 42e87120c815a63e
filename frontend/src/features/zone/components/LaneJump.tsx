import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Lane } from "../state/lanes";

interface Props {
  lanes: Lane[];
  onGo: (lane: Lane) => void;
}

/** On a phone one lane fills the screen: a row of names to go straight to another. */
export function LaneJump({ lanes, onGo }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  return (
    <div className="zn-jump" role="group" aria-label={t("lane.jump")}>
      {lanes.map((lane) => (
        <button key={lane.id} type="button" onClick={() => onGo(lane)}>
          {words(lane.name)} <span className="num">{lane.cards.length}</span>
        </button>
      ))}
    </div>
  );
}
