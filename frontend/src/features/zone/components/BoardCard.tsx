import { useDraggable } from "@dnd-kit/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type KeyboardEvent, memo, useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card } from "../api/types";
import type { Lane } from "../state/lanes";
import { CardFace, type Setting } from "./CardFace";

interface Face {
  card: Card;
  lane: Lane;
  setting: Setting;
  onMenu: (card: Card, at: Element) => void;
}
interface Props extends Face {
  /** How far down its lane, the topmost being 1; cards out of sight are not drawn. */
  place: number;
}

/** A card in its lane. Its link opens it and is its handle: Space lifts it, M offers its ways. */
export const BoardCard = memo(function BoardCard({ place, ...face }: Props) {
  const { card, lane } = face;
  const drag = useDraggable({ id: card.id });
  const { onKeyDown, ...press } = drag.listeners ?? {};
  // Every drag renews the listeners of every card; the face must not see that.
  const newest = useRef(onKeyDown);
  useEffect(() => {
    newest.current = onKeyDown;
  });
  const lift = useCallback((event: KeyboardEvent) => void newest.current?.(event), []);
  return (
    <article
      ref={drag.setNodeRef}
      className={drag.isDragging ? "zn-card away" : "zn-card"}
      aria-posinset={place}
      aria-setsize={lane.cards.length}
      data-testid={`card-${card.entry?.number || card.code}`}
      data-card={card.id}
      {...press}
    >
      <LaneFace
        {...face}
        handle={drag.setActivatorNodeRef}
        how={drag.attributes["aria-describedby"]}
        onLift={lift}
      />
    </article>
  );
});

interface LaneFaceProps extends Face {
  handle: (link: HTMLElement | null) => void;
  how: string;
  onLift: (event: KeyboardEvent) => void;
}

/** What the card says and offers; a drag elsewhere on the board leaves it alone. */
const LaneFace = memo(function LaneFace(props: LaneFaceProps) {
  const { card, lane, setting, onMenu, handle, how, onLift } = props;
  const { t } = useTranslation("zone");
  const words = useWords();
  return (
    <CardFace
      card={card}
      lane={lane}
      setting={setting}
      name={
        <Link
          ref={handle}
          to={`/zone/p/${card.id}`}
          draggable={false}
          aria-describedby={how}
          onKeyDown={onLift}
        >
          {words(card.name)}
        </Link>
      }
      action={
        <button
          type="button"
          className="zn-more"
          title={t("card.move")}
          aria-label={t("card.moveNamed", { name: words(card.name) })}
          aria-haspopup="menu"
          onClick={(event) => onMenu(card, event.currentTarget)}
          data-testid="card-move"
        >
          <IconDots size={18} stroke={2} aria-hidden />
          <span aria-hidden>{t("card.move")}</span>
        </button>
      }
    />
  );
});
