import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { proofConfirm, proofSend } from "@/api/factors";
import { FactorNote } from "./FactorNote";

/** A code to one's own mailbox and back, for who is signed in already. */
export function MailCheck({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation("factor");
  const [sent, setSent] = useState(false);
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const attempt = async (work: () => Promise<unknown>, after: () => void) => {
    setBusy(true);
    setError(null);
    try {
      await work();
      after();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  const confirm = (event: SubmitEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (code.trim()) void attempt(() => proofConfirm(code), onDone);
  };
  return (
    <form className="ys-stack" noValidate onSubmit={confirm} data-testid="mail-check">
      <FactorNote error={error} />
      {sent && (
        <>
          <p className="ys-soft" role="status">
            {t("mail.sent")}
          </p>
          <TextInput
            label={t("mail.label")}
            autoComplete="one-time-code"
            inputMode="numeric"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
            data-testid="mail-code"
            autoFocus
          />
          <Button type="submit" loading={busy} fullWidth data-testid="mail-confirm">
            {t("confirm")}
          </Button>
        </>
      )}
      {!sent && (
        <Button
          loading={busy}
          fullWidth
          onClick={() => void attempt(proofSend, () => setSent(true))}
          data-testid="mail-send"
        >
          {t("mail.send")}
        </Button>
      )}
    </form>
  );
}
