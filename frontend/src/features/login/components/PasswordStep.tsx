import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FactorType } from "@/api/factors";
import { passwordSignIn } from "../api/codes";
import { FaultNote } from "./FaultNote";

interface Props {
  email: string;
  onEmail: (email: string) => void;
  onDone: () => void;
  onFactor: (types: FactorType[]) => void;
  onBack: () => void;
}

/** Address and password, for those who set one. */
export function PasswordStep({ email, onEmail, onDone, onFactor, onBack }: Props) {
  const { t } = useTranslation("login");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!email.trim() || !password) return;
    setBusy(true);
    setError(null);
    try {
      const factors = await passwordSignIn(email, password);
      if (factors) onFactor(factors);
      else onDone();
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
        type="email"
        name="email"
        autoComplete="username"
        inputMode="email"
        value={email}
        onChange={(event) => onEmail(event.currentTarget.value)}
        data-testid="login-password-email"
      />
      <TextInput
        label={t("password.label")}
        type="password"
        name="password"
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        data-testid="login-password"
      />
      <Button type="submit" loading={busy} fullWidth data-testid="login-password-submit">
        {t("password.signIn")}
      </Button>
      <Button variant="subtle" onClick={onBack}>
        {t("password.back")}
      </Button>
    </form>
  );
}
