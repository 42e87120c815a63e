import { useDroppable } from "@dnd-kit/core";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Project, Stage } from "../api/types";
import type { Lane } from "../state/lanes";
import { BoardCard } from "./BoardCard";
import { GateHint } from "./GateHint";
import { Sums } from "./Sums";

interface Props {
  lane: Lane;
  stages: Stage[];
  /** The card in the hand, with its page as soon as that is read. */
  carried: { card: Card; page: Project | undefined } | null;
  onMove: (card: Card, to: string) => void;
}

const SHOWN = 60;

/** One stage: how many, how much of each kind of money, and the cards. */
export function LaneColumn({ lane, stages, carried, onMove }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { stage, cards, sums } = lane;
  const drop = useDroppable({ id: stage.id });
  const gate = carried?.page?.gates[stage.id];
  const offered = carried !== null && carried.card.stage !== stage.id;
  const lawful =
    offered && (stages.find((s) => s.id === carried.card.stage)?.next ?? []).includes(stage.id);
  const state = [
    "zn-lane",
    stage.terminal && "aside",
    drop.isOver && "over",
    offered && (lawful ? "lawful" : "dim"),
  ]
    .filter(Boolean)
    .join(" ");
  return (
    <section
      ref={drop.setNodeRef}
      className={state}
      aria-labelledby={`lane-${stage.id}`}
      data-testid={`lane-${stage.id}`}
    >
      <header className="lh">
        <h2 className="t" id={`lane-${stage.id}`}>
          {words(stage.name)}{" "}
          <span className="num" data-testid="lane-count">
            {cards.length}
          </span>
        </h2>
        <div className="a">
          <Sums sums={sums} />
        </div>
      </header>
      <div className="cards">
        {gate && <GateHint stage={stage} gate={gate} />}
        {cards.slice(0, SHOWN).map((card) => (
          <BoardCard key={card.id} card={card} stages={stages} onMove={onMove} />
        ))}
        {cards.length > SHOWN && (
          <p className="more">{t("lane.more", { count: cards.length - SHOWN })}</p>
        )}
        {cards.length === 0 && !gate && <p className="more">{t("lane.empty")}</p>}
      </div>
    </section>
  );
}
