import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Lane } from "../state/lanes";

/** On a phone one lane fills the screen: a row of names to go straight to another. */
export function LaneJump({ lanes }: { lanes: Lane[] }) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const go = (id: string) => {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    document
      .querySelector(`[data-testid="lane-${id}"]`)
      ?.scrollIntoView({ behavior: calm ? "auto" : "smooth", inline: "start", block: "nearest" });
  };
  return (
    <div className="zn-jump" role="group" aria-label={t("lane.jump")}>
      {lanes.map(({ stage, cards }) => (
        <button key={stage.id} type="button" onClick={() => go(stage.id)}>
          {words(stage.name)} <span className="num">{cards.length}</span>
        </button>
      ))}
    </div>
  );
}
