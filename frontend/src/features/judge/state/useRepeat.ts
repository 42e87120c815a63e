import { useEffect, useRef } from "react";

const FIRST_MS = 450;
const SLOW_MS = 160;
const FAST_MS = 50;

/** Props of a button that acts once on a press and again and again, faster, while it is held. */
export function useRepeat(act: () => void) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const held = useRef(false);
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  const stop = () => clearTimeout(timer.current);
  useEffect(() => stop, []);
  const again = (wait: number) => {
    held.current = true;
    latest.current();
    timer.current = setTimeout(() => again(Math.max(FAST_MS, wait * 0.85)), wait);
  };
  return {
    onPointerDown: () => {
      held.current = false;
      stop();
      timer.current = setTimeout(() => again(SLOW_MS), FIRST_MS);
    },
    onPointerUp: stop,
    onPointerLeave: stop,
    onPointerCancel: stop,
    onContextMenu: (event: { preventDefault: () => void }) => event.preventDefault(),
    // What was held has acted already.
    onClick: () => {
      stop();
      if (!held.current) latest.current();
      held.current = false;
    },
  };
}
