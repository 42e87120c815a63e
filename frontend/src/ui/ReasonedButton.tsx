import { Button, type ButtonProps } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import "./shell.css";

interface Props extends ButtonProps {
  children: ReactNode;
  onAct: () => void;
  /** Why it cannot be done now; shown, and the button stays in reach of the keyboard. */
  reason?: string | null;
  /** The way to what is missing: a link or a button. */
  remedy?: ReactNode;
  /** A key that does the same. */
  hint?: string;
  busy?: boolean;
  testid?: string;
}

/** A button that says why not instead of being mutely disabled, and where to go. */
export function ReasonedButton(props: Props) {
  const { children, onAct, reason, remedy, hint, busy, testid, ...button } = props;
  const id = useId();
  const [asked, setAsked] = useState(0);
  const blocked = Boolean(reason);
  return (
    <span className="ys-reasoned">
      <Button
        {...button}
        {...(blocked && { color: "gray", variant: "default" })}
        aria-disabled={blocked || busy || undefined}
        aria-busy={busy || undefined}
        aria-describedby={blocked ? id : undefined}
        data-blocked={blocked || undefined}
        data-testid={testid}
        onClick={() => {
          if (blocked) setAsked(asked + 1);
          else if (!busy) onAct();
        }}
      >
        {busy ? (
          <>
            <span aria-hidden>…</span>
            <span className="vh">{children}</span>
          </>
        ) : (
          children
        )}
        {hint && !busy && <kbd className="ys-kbd">{hint}</kbd>}
      </Button>
      {blocked && (
        <span id={id} className="ys-reason" data-testid={testid && `${testid}-reason`}>
          {reason} {remedy}
        </span>
      )}
      {/* A press on what cannot be done is answered, each time anew. */}
      <span className="vh" role="status">
        {blocked && asked > 0 && <span key={asked}>{reason}</span>}
      </span>
    </span>
  );
}
