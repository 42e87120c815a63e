import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CodeError, codeRequest } from "../api/codes";
import { FaultNote } from "./FaultNote";

interface Props {
  email: string;
  onEmail: (email: string) => void;
  onSent: () => void;
  onPassword: () => void;
}

/** Asks for the address that the code goes to. */
export function EmailStep({ email, onEmail, onSent, onPassword }: Props) {
  const { t } = useTranslation("login");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!/^\S+@\S+\.\S+$/.test(email.trim())) return setError(new CodeError("email_wrong"));
    setBusy(true);
    setError(null);
    try {
      await codeRequest(email.trim());
      onSent();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="ys-stack" noValidate onSubmit={(event) => void send(event)}>
      <FaultNote error={error} />
      <TextInput
        label={t("email.label")}
        description={t("email.hint")}
        type="email"
        name="email"
        autoComplete="email"
        inputMode="email"
        value={email}
        onChange={(event) => onEmail(event.currentTarget.value)}
        data-testid="login-email"
        data-autofocus
      />
      <Button type="submit" loading={busy} fullWidth data-testid="login-submit">
        {t("email.send")}
      </Button>
      <Button variant="subtle" onClick={onPassword} data-testid="login-use-password">
        {t("password.use")}
      </Button>
    </form>
  );
}
