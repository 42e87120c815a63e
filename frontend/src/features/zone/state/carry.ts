import {
  closestCenter,
  type CollisionDetection,
  KeyboardCode,
  KeyboardSensor,
  type Modifier,
  type KeyboardCoordinateGetter,
  MouseSensor,
  pointerWithin,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";
import { spotOf } from "./spots";

const ACROSS: Record<string, number> = { [KeyboardCode.Right]: 1, [KeyboardCode.Left]: -1 };
const ALONG: Record<string, number> = { [KeyboardCode.Down]: 1, [KeyboardCode.Up]: -1 };

/** Left and right carry a card from lane to lane, up and down among the stages of one. */
export const laneByLane: KeyboardCoordinateGetter = (event, { context }) => {
  const across = ACROSS[event.code];
  const along = ALONG[event.code];
  const held = context.collisionRect;
  if ((!across && !along) || !held) return undefined;
  event.preventDefault();
  const spots = [...context.droppableRects].flatMap(([id, rect]) => {
    const spot = spotOf(id);
    return spot ? [{ id, spot, rect }] : [];
  });
  const over = spots.find(({ id }) => id === context.over?.id);
  const stages = (lane: string | undefined) =>
    spots
      .filter(({ spot }) => spot.kind === "stage" && spot.lane === lane)
      .sort((one, other) => one.rect.top - other.rect.top);
  let next;
  if (across) {
    const lanes = spots
      .filter(({ spot }) => spot.kind === "lane")
      .sort((one, other) => one.rect.left - other.rect.left || one.rect.top - other.rect.top);
    const at = lanes.findIndex(({ spot }) => spot.lane === over?.spot.lane);
    const lane = lanes[at + across];
    next = stages(lane?.spot.lane)[0] ?? lane;
  } else {
    const inside = stages(over?.spot.lane);
    next = inside[inside.findIndex(({ id }) => id === over?.id) + (along ?? 0)];
  }
  if (!next) return undefined;
  const { left, top, width, height } = next.rect;
  return { x: left + (width - held.width) / 2, y: top + Math.min(40, height / 3) };
};

/** What the pointer is in, a stage before its lane; with the keyboard what is nearest. */
export const underHand: CollisionDetection = (args) => {
  if (!args.pointerCoordinates) return closestCenter(args);
  const inside = pointerWithin(args);
  const stages = inside.filter(({ id }) => spotOf(id)?.kind === "stage");
  return stages.length > 0 ? stages : inside;
};

/** Where the mouse or the finger took hold. */
function handOf(event: Event | null): number | undefined {
  if (event instanceof MouseEvent) return event.clientX;
  return event && "touches" in event ? (event as TouchEvent).touches[0]?.clientX : undefined;
}

/** What is carried hangs to the left of the hand, so that the gate under the hand can be read. */
export const beside: Modifier = ({ transform, activatorEvent, activeNodeRect }) => {
  if (!activeNodeRect) return transform;
  const width = activeNodeRect.width;
  if (activatorEvent instanceof KeyboardEvent)
    return { ...transform, x: transform.x - width * 0.8 };
  const x = handOf(activatorEvent);
  if (x === undefined) return transform;
  return { ...transform, x: transform.x + (x - activeNodeRect.left) - width + 24 };
};

/** Mouse after a small way, finger after a short hold, keyboard by the space bar. */
export function useCarrySensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
    useSensor(KeyboardSensor, {
      coordinateGetter: laneByLane,
      // Enter opens a card.
      keyboardCodes: {
        start: [KeyboardCode.Space],
        cancel: [KeyboardCode.Esc],
        end: [KeyboardCode.Space, KeyboardCode.Enter],
      },
    }),
  );
}
