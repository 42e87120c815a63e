import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactorType } from "@/api/factors";
import { codeConfirm, codeRequest } from "../api/codes";
import { FaultNote } from "./FaultNote";

const RESEND_S = 30;

interface Props {
  email: string;
  onDone: () => void;
  /** The account asks for a second factor as well. */
  onFactor: (types: FactorType[]) => void;
  onOther: () => void;
}

/** Seconds until a new code may be asked for, and the way to start again. */
function useCountdown(): [number, () => void] {
  const [left, setLeft] = useState(RESEND_S);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, () => setLeft(RESEND_S)];
}

/** Asks for the code; a new one can be sent after half a minute. */
export function CodeStep({ email, onDone, onFactor, onOther }: Props) {
  const { t } = useTranslation("login");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [left, restart] = useCountdown();
  const attempt = async (work: () => Promise<void>, after?: () => void) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      after?.();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    if (!code.trim()) return;
    void attempt(async () => {
      const factors = await codeConfirm(code);
      if (factors) onFactor(factors);
      else onDone();
    });
  };
  return (
    <form className="ys-stack" noValidate onSubmit={confirm}>
      <p className="ys-soft" role="status">
        {t("code.sent", { email })}
      </p>
      <FaultNote error={error} />
      <TextInput
        label={t("code.label")}
        description={t("code.hint")}
        name="code"
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        data-testid="login-code"
        data-autofocus
        autoFocus
      />
      <Button type="submit" loading={busy} fullWidth data-testid="login-confirm">
        {t("code.confirm")}
      </Button>
      <div className="ys-row between">
        <Button
          variant="subtle"
          disabled={left > 0 || busy}
          onClick={() => void attempt(() => codeRequest(email), restart)}
          data-testid="login-resend"
        >
          {left > 0 ? t("code.resendIn", { seconds: left }) : t("code.resend")}
        </Button>
        <Button variant="subtle" onClick={onOther}>
          {t("code.other")}
        </Button>
      </div>
    </form>
  );
}
