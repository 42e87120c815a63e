import type { Announcements } from "@dnd-kit/core";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { useWords } from "@/lib/bilingual";
import { projectsQuery } from "../api/projects";
import type { Card, Stage, Template } from "../api/types";
import { type Lane, positionOf } from "./lanes";
import type { Told } from "./mover";
import { aimOf, spotOf } from "./spots";

/** What a screen reader hears while a card is carried. */
export function useAnnouncements(cards: Card[], lanes: Lane[], stages: Stage[]): Announcements {
  const { t } = useTranslation("zone");
  const words = useWords();
  const cardOf = (id: unknown) => cards.find((each) => each.id === id);
  const place = (id: unknown, from: string) => {
    const spot = spotOf(id);
    if (!spot) return "";
    const aim = aimOf(spot, lanes, stages, from);
    return words(aim?.name ?? lanes.find((lane) => lane.id === spot.lane)?.name);
  };
  return {
    onDragStart: ({ active }) => t("live.lifted", { name: words(cardOf(active.id)?.name) }),
    onDragOver: ({ active, over }) => {
      const card = cardOf(active.id);
      if (!card || !over) return undefined;
      return t("live.over", { name: words(card.name), stage: place(over.id, card.stage) });
    },
    onDragEnd: () => undefined,
    onDragCancel: ({ active }) => t("live.back", { name: words(cardOf(active.id)?.name) }),
  };
}

/** How a move ended, in the sentence that is said. */
export function useTelling(template: Template | undefined, say: (text: string) => void): Told {
  const { t } = useTranslation("zone");
  const words = useWords();
  return useCallback(
    (end, card, stage) => {
      const name = words(card.name);
      if (end === "refused") return say(t("live.refused", { name, stage: words(stage.name) }));
      const from = template?.stages.find(({ id }) => id === card.stage);
      const cards = queryClient.getQueryData(projectsQuery.queryKey) ?? [];
      const place = template ? positionOf(template, cards, card.id) : 0;
      const names = { name, from: words(from?.name), stage: words(stage.name), place };
      say(place ? t("live.moved", names) : t("live.movedTo", names));
    },
    // The words follow the language, and t changes with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [t, template, say],
  );
}
