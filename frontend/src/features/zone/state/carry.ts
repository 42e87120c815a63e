import {
  KeyboardCode,
  KeyboardSensor,
  type KeyboardCoordinateGetter,
  MouseSensor,
  TouchSensor,
  useSensor,
  useSensors,
} from "@dnd-kit/core";

const STEP: Record<string, number> = { [KeyboardCode.Right]: 1, [KeyboardCode.Left]: -1 };

/** Left and right carry a card from lane to lane, in the order on screen. */
const laneByLane: KeyboardCoordinateGetter = (event, { context }) => {
  const step = STEP[event.code];
  if (!step) return undefined;
  event.preventDefault();
  const lanes = [...context.droppableRects.entries()].sort(([, a], [, b]) => a.left - b.left);
  const held = context.collisionRect;
  const over = context.over?.id;
  const at = lanes.findIndex(([id]) => id === over);
  const next = lanes[at + step]?.[1];
  if (!next || !held) return undefined;
  return { x: next.left + 4, y: next.top + 40 };
};

/** Mouse after a small way, finger after a short hold, keyboard from the handle. */
export function useCarrySensors() {
  return useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 6 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 180, tolerance: 8 } }),
    useSensor(KeyboardSensor, { coordinateGetter: laneByLane }),
  );
}
