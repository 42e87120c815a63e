import { useDroppable } from "@dnd-kit/core";
import { IconChevronsLeft } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Project } from "../api/types";
import { type Lane, targetsIn } from "../state/lanes";
import { laneSpot } from "../state/spots";
import { BoardCard } from "./BoardCard";
import type { Setting } from "./CardFace";
import { DropCard } from "./DropCard";
import { Sums } from "./Sums";

/** The card in the hand, with its page as soon as that is read. */
export interface Carried {
  card: Card;
  page: Project | undefined;
}
interface Props {
  lane: Lane;
  setting: Setting;
  carried: Carried | null;
  onMenu: (card: Card, at: Element) => void;
  /** Folds a lane that begins as a strip. */
  onFold?: () => void;
}

const STEP = 20;

/** How many cards of a long lane are there; more come when its end is in sight. */
function useGrowing(total: number) {
  const [shown, setShown] = useState(STEP);
  const end = useRef<HTMLButtonElement>(null);
  const more = total > shown;
  useEffect(() => {
    if (!more || !end.current) return undefined;
    const seen = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) setShown((count) => count + STEP);
    });
    seen.observe(end.current);
    return () => seen.disconnect();
  }, [more, shown]);
  return { shown, end, grow: () => setShown((count) => count + STEP) };
}

/** A lane: how many, how much of each kind of money, and the cards. */
export function LaneColumn({ lane, setting, carried, onMenu, onFold }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { cards, sums } = lane;
  const drop = useDroppable({ id: laneSpot(lane.id) });
  const { shown, end, grow } = useGrowing(cards.length);
  const targets = carried ? targetsIn(lane, carried.card, setting.stages, carried.page) : [];
  const own = carried !== null && lane.places.some(({ id }) => id === carried.card.stage);
  const state = ["zn-lane", drop.isOver && "over", carried && targets.length === 0 && !own && "dim"]
    .filter(Boolean)
    .join(" ");
  return (
    <section
      ref={drop.setNodeRef}
      className={state}
      aria-labelledby={`lane-${lane.id}`}
      data-testid={`lane-${lane.id}`}
      data-lane={lane.id}
    >
      <header className="lh">
        <div className="t">
          <h2 id={`lane-${lane.id}`}>
            {words(lane.name)}{" "}
            <span className="num" data-testid="lane-count">
              {cards.length}
            </span>
          </h2>
          {onFold && (
            <button
              type="button"
              className="zn-fold"
              aria-label={t("lane.fold", { name: words(lane.name) })}
              onClick={onFold}
              data-testid={`fold-${lane.id}`}
            >
              <IconChevronsLeft size={18} stroke={1.8} aria-hidden />
            </button>
          )}
        </div>
        <div className="a" data-testid="lane-sums">
          <Sums sums={sums} />
        </div>
      </header>
      <div className="cards">
        {carried &&
          targets.map((stage) => (
            <DropCard
              key={stage.id}
              lane={lane}
              stage={stage}
              page={carried.page}
              over={drop.isOver && targets.length === 1}
            />
          ))}
        {cards.slice(0, shown).map((card) => (
          <BoardCard key={card.id} card={card} lane={lane} setting={setting} onMenu={onMenu} />
        ))}
        {cards.length > shown && (
          <button ref={end} type="button" className="more" onClick={grow} data-testid="lane-more">
            {t("lane.more", { count: cards.length - shown })}
          </button>
        )}
        {cards.length === 0 && targets.length === 0 && <p className="more">{t("lane.empty")}</p>}
      </div>
    </section>
  );
}
