import { Button, type ButtonProps } from "@mantine/core";
import { type ReactNode, useId } from "react";
import "./shell.css";

interface Props extends ButtonProps {
  children: ReactNode;
  onAct: () => void;
  /** Why it cannot be done now; shown, and the button stays in reach of the keyboard. */
  reason?: string | null;
  /** A key that does the same. */
  hint?: string;
  busy?: boolean;
  testid?: string;
}

/** A button that says why not instead of being mutely disabled. */
export function ReasonedButton(props: Props) {
  const { children, onAct, reason, hint, busy, testid, ...button } = props;
  const id = useId();
  const blocked = Boolean(reason);
  return (
    <span className="ys-reasoned">
      <Button
        {...button}
        {...(blocked && { color: "gray", variant: "default" })}
        aria-disabled={blocked || busy || undefined}
        aria-describedby={blocked ? id : undefined}
        data-blocked={blocked || undefined}
        data-testid={testid}
        onClick={() => {
          if (!blocked && !busy) onAct();
        }}
      >
        {busy ? "…" : children}
        {hint && !busy && <kbd className="ys-kbd">{hint}</kbd>}
      </Button>
      {blocked && (
        <span id={id} className="ys-reason" data-testid={testid && `${testid}-reason`}>
          {reason}
        </span>
      )}
    </span>
  );
}
