import { useEffect, useRef, useState, type ReactNode } from "react";

const HOLD_MS = 1000;

interface Props {
  testid: string;
  onDone: () => void;
  children: ReactNode;
}

/** Acts once it was held for a second; a plain button beside it does the same by a tap. */
export function HoldButton({ testid, onDone, children }: Props) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [held, setHeld] = useState(false);
  const stop = () => {
    clearTimeout(timer.current);
    setHeld(false);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <button
      type="button"
      className={held ? "jd-hold held" : "jd-hold"}
      data-testid={testid}
      onPointerDown={() => {
        setHeld(true);
        timer.current = setTimeout(onDone, HOLD_MS);
      }}
      onPointerUp={stop}
      onPointerLeave={stop}
      onPointerCancel={stop}
      onContextMenu={(event) => event.preventDefault()}
    >
      {children}
    </button>
  );
}
