import { lazy, Suspense } from "react";
import { useSignal } from "@/offline/react";
import { AHEAD } from "../state/ahead";
import { useRoom } from "../state/hooks";
import { useOffice } from "../state/office";
import type { QueueEntry } from "../api/types";

const Strips = lazy(() => AHEAD.strips().then((module) => ({ default: module.Strips })));

/** The strips, fetched only where there is something to say; `again` is on the page and marked again. */
export function LateStrips({ again }: { again?: QueueEntry | null | "" | undefined }) {
  const { tablet } = useOffice();
  const said = [
    again,
    useSignal(tablet.sender.hold),
    useSignal(tablet.halt),
    useSignal(tablet.broken),
    useSignal(tablet.left) !== null,
    tablet.clock.isOff,
    useRoom()?.closing,
  ];
  if (!said.some(Boolean)) return null;
  return (
    <Suspense fallback={null}>
      <Strips again={again} />
    </Suspense>
  );
}
