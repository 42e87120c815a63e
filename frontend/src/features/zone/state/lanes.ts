import type { Bilingual, Money } from "@/api/types";
import type { Card, Project, Stage, Template } from "../api/types";
import { sumsByKind } from "./sums";

export interface Lane {
  id: string;
  name: Bilingual;
  /** The stages that it shows, in the order of the way. */
  places: Stage[];
  cards: Card[];
  sums: Money[];
  /** Begins as a narrow strip. */
  folded: boolean;
  /** Beside the way: what lies here is stopped. */
  aside: boolean;
}

/** Who came last lies on top; who came together lies by rank. */
function byArrival(one: Card, other: Card): number {
  const arrived = Date.parse(other.stage_since) - Date.parse(one.stage_since);
  const ranked = (one.contest?.rank ?? Infinity) - (other.contest?.rank ?? Infinity);
  return arrived || ranked || one.code.localeCompare(other.code);
}

/** The lanes of the template with the cards that lie in them. */
export function lanesOf({ lanes, stages }: Template, cards: Card[]): Lane[] {
  return lanes.map(({ id, name, places, folded }) => {
    const own = cards.filter((card) => places.includes(card.stage)).sort(byArrival);
    const shown = places.flatMap((place) => stages.filter((stage) => stage.id === place));
    return {
      id,
      name,
      places: shown,
      cards: own,
      sums: sumsByKind(own.map((card) => card.planned_investment)),
      folded,
      aside: shown.every((stage) => stage.terminal),
    };
  });
}

/** Where a card may go inside a lane; a branch that was chosen leaves the other one out. */
export function targetsIn(lane: Lane, card: Card, stages: Stage[], page?: Project): Stage[] {
  const here = stages.find((stage) => stage.id === card.stage);
  const next = page ? Object.keys(page.gates) : (here?.next ?? []);
  const lawful = lane.places.filter((place) => next.includes(place.id));
  const own = lawful.filter(({ branch }) => !branch || !card.branch || branch === card.branch);
  return own.length > 0 ? own : lawful;
}

/** How far down its lane a card lies, the topmost being 1; 0 where it lies in none. */
export function positionOf(template: Template, cards: Card[], id: string): number {
  for (const lane of lanesOf(template, cards)) {
    const at = lane.cards.findIndex((card) => card.id === id);
    if (at >= 0) return at + 1;
  }
  return 0;
}

/** What is under way: everything but what was stopped. */
export function underWay(stages: Stage[], cards: Card[]): Card[] {
  const aside = new Set(stages.filter((stage) => stage.terminal).map(({ id }) => id));
  return cards.filter((card) => !aside.has(card.stage));
}
