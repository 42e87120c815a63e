import { useDraggable } from "@dnd-kit/core";
import { IconDots } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card } from "../api/types";
import type { Lane } from "../state/lanes";
import { CardFace, type Setting } from "./CardFace";

interface Props {
  card: Card;
  lane: Lane;
  setting: Setting;
  onMenu: (card: Card, at: Element) => void;
}

/** A card in its lane. Its link opens it and is its handle: Space lifts it, M offers its ways. */
export const BoardCard = memo(function BoardCard({ card, lane, setting, onMenu }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const drag = useDraggable({ id: card.id });
  const { onKeyDown: lift, ...press } = drag.listeners ?? {};
  return (
    <article
      ref={drag.setNodeRef}
      className={drag.isDragging ? "zn-card away" : "zn-card"}
      data-testid={`card-${card.entry?.number || card.code}`}
      data-card={card.id}
      {...press}
    >
      <CardFace
        card={card}
        lane={lane}
        setting={setting}
        name={
          <Link
            ref={drag.setActivatorNodeRef}
            to={`/zone/p/${card.id}`}
            draggable={false}
            aria-describedby={drag.attributes["aria-describedby"]}
            onKeyDown={lift as never}
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
    </article>
  );
});
