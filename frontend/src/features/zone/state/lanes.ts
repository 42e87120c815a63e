import type { Money } from "@/api/types";
import type { Card, Stage } from "../api/types";
import { sumsByKind } from "./sums";

export interface Lane {
  stage: Stage;
  cards: Card[];
  sums: Money[];
}

/** A lane for every stage in the template's order, the places beside the way last. */
export function lanesOf(stages: Stage[], cards: Card[]): Lane[] {
  return stages.map((stage) => {
    const own = cards.filter((card) => card.stage === stage.id);
    return { stage, cards: own, sums: sumsByKind(own.map((card) => card.planned_investment)) };
  });
}
