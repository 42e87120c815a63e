import { lazy, Suspense } from "react";
import { useSignal } from "@/offline/react";
import { AHEAD } from "../state/ahead";
import { useRoom } from "../state/hooks";
import { useOffice } from "../state/office";

const Strips = lazy(() => AHEAD.strips().then((module) => ({ default: module.Strips })));

/** The strips, which are fetched only where there is something to say. */
export function LateStrips() {
  const { tablet } = useOffice();
  const said = [
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
      <Strips />
    </Suspense>
  );
}
