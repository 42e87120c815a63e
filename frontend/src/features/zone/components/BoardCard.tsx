import { useDraggable } from "@dnd-kit/core";
import { ActionIcon } from "@mantine/core";
import { IconGripVertical } from "@tabler/icons-react";
import { type KeyboardEvent, memo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Card, Stage } from "../api/types";
import { CardFace } from "./CardFace";
import { MoveMenu } from "./MoveMenu";

interface Props {
  card: Card;
  stages: Stage[];
  onMove: (card: Card, to: string) => void;
}

/** A card in its lane: dragged anywhere by mouse or finger, by its handle with the keyboard. */
export const BoardCard = memo(function BoardCard({ card, stages, onMove }: Props) {
  const { t } = useTranslation("zone");
  const words = useWords();
  const [menu, setMenu] = useState(false);
  const drag = useDraggable({ id: card.id });
  const { onKeyDown: lift, ...press } = drag.listeners ?? {};
  const keys = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement || event.metaKey || event.ctrlKey) return;
    if (event.key.toLowerCase() === "m") setMenu(true);
  };
  return (
    <article
      ref={drag.setNodeRef}
      className={drag.isDragging ? "zn-card away" : "zn-card"}
      data-testid={`card-${card.entry?.number || card.code}`}
      onKeyDown={keys}
      {...press}
    >
      <CardFace
        card={card}
        actions={
          <span className="acts">
            <ActionIcon
              ref={drag.setActivatorNodeRef}
              variant="subtle"
              color="gray"
              size={44}
              {...drag.attributes}
              aria-label={t("card.carry", { name: words(card.name) })}
              onKeyDown={lift as never}
              data-testid="card-grip"
            >
              <IconGripVertical size={18} stroke={1.8} />
            </ActionIcon>
            <MoveMenu
              card={card}
              stages={stages}
              opened={menu}
              onOpen={setMenu}
              onMove={(to) => onMove(card, to)}
            />
          </span>
        }
      />
    </article>
  );
});
