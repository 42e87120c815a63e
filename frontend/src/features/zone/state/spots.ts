import type { Stage } from "../api/types";
import { type Lane, targetsIn } from "./lanes";

/** Where a card can be let go: over a lane, or over one of several stages in it. */
export const laneSpot = (lane: string) => `lane/${lane}`;
export const stageSpot = (lane: string, stage: string) => `stage/${lane}/${stage}`;

export type Spot = { kind: "lane"; lane: string } | { kind: "stage"; lane: string; stage: string };

/** What an id of a place to let go means, or null. */
export function spotOf(id: unknown): Spot | null {
  const [kind, lane = "", stage = ""] = String(id).split("/");
  if (kind === "lane") return { kind, lane };
  return kind === "stage" ? { kind, lane, stage } : null;
}

/** The stage that a card would reach over a spot, as far as the template alone knows. */
export function aimOf(spot: Spot, lanes: Lane[], stages: Stage[], from: string): Stage | undefined {
  const lane = lanes.find(({ id }) => id === spot.lane);
  if (spot.kind === "stage") return lane?.places.find(({ id }) => id === spot.stage);
  const card = { stage: from, branch: "" } as Parameters<typeof targetsIn>[1];
  const targets = lane ? targetsIn(lane, card, stages) : [];
  return targets.length === 1 ? targets[0] : undefined;
}
