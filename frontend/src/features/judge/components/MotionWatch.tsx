import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { queueQuery } from "../api/queue";
import { useRoom } from "../state/hooks";

const MotionDesk = lazy(() =>
  import("./MotionDesk").then((made) => ({ default: made.MotionDesk })),
);

/** Once the round is closed there may be motions to vote on; before that nothing is even loaded. */
export function MotionWatch() {
  const queue = useQuery({ ...queueQuery, enabled: false }).data;
  const state = useRoom()?.round.state ?? queue?.round.state;
  if (!queue || state !== "closed") return null;
  return (
    <Suspense fallback={null}>
      <MotionDesk round={queue.round.id} />
    </Suspense>
  );
}
