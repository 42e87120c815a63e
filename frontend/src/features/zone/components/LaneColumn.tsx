import { useDroppable } from "@dnd-kit/core";
import { IconChevronsLeft } from "@tabler/icons-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Project } from "../api/types";
import { type Lane, targetsIn } from "../state/lanes";
import { laneSpot } from "../state/spots";
import { useWindow } from "../state/window";
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
  /** Cards that stay drawn wherever the lane is scrolled to. */
  kept: readonly string[];
  onMenu: (card: Card, at: Element) => void;
  /** Folds a lane that begins as a strip. */
  onFold?: () => void;
}

/** A lane: how many, how much of each kind of money, and the cards. */
export function LaneColumn({ lane, setting, carried, kept, onMenu, onFold }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const { cards, sums } = lane;
  const drop = useDroppable({ id: laneSpot(lane.id) });
  const ids = useMemo(() => cards.map(({ id }) => id), [cards]);
  const { list, onFocus, spans } = useWindow(ids, kept);
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
      {carried && targets.length > 0 && (
        <div className="zn-drops">
          {targets.map((stage) => (
            <DropCard
              key={stage.id}
              lane={lane}
              stage={stage}
              page={carried.page}
              over={drop.isOver && targets.length === 1}
            />
          ))}
        </div>
      )}
      <div className="cards">
        <div ref={list} className="list" onFocus={onFocus}>
          {spans.map((span) => {
            if ("room" in span)
              return <div key={`room/${span.from}`} style={{ height: span.room }} />;
            const card = cards[span.at];
            return (
              card && (
                <BoardCard
                  key={span.id}
                  card={card}
                  lane={lane}
                  place={span.at + 1}
                  setting={setting}
                  onMenu={onMenu}
                />
              )
            );
          })}
        </div>
        {cards.length === 0 && targets.length === 0 && <p className="more">{t("lane.empty")}</p>}
      </div>
    </section>
  );
}
