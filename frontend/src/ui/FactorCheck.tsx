import { Button, TextInput } from "@mantine/core";
import { IconFingerprint } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { codeShow, type FactorType, keyShow } from "@/api/factors";
import { passkeysWork } from "@/lib/passkey";
import { FactorNote } from "./FactorNote";

interface Props {
  /** `authenticate`: signing in. `reauthenticate`: once more, before something that counts. */
  occasion: "authenticate" | "reauthenticate";
  types: FactorType[];
  onDone: () => void | Promise<void>;
}

/** Asks for a code of the app or for a passkey; at sign-in a recovery code counts too. */
export function FactorCheck({ occasion, types, onDone }: Props) {
  const { t } = useTranslation("factor");
  const [code, setCode] = useState("");
  const [recovery, setRecovery] = useState(false);
  const [busy, setBusy] = useState<"code" | "key" | null>(null);
  const [error, setError] = useState<unknown>(null);
  const key = types.includes("webauthn") && passkeysWork();
  const typed = types.includes("totp") || recovery;
  const attempt = async (which: "code" | "key", work: () => Promise<void>) => {
    setBusy(which);
    setError(null);
    try {
      await work();
      await onDone();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(null);
    }
  };
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    // The dialog lies in the page's tree: its form is not the page's.
    event.stopPropagation();
    if (code.trim()) void attempt("code", () => codeShow(occasion, code));
  };
  return (
    <form className="ys-stack" noValidate onSubmit={send} data-testid="factor-check">
      <FactorNote error={error} />
      {typed && (
        <TextInput
          label={t(recovery ? "recovery.label" : "code.label")}
          description={t(recovery ? "recovery.hint" : "code.hint")}
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          spellCheck={false}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data-testid="factor-code"
          data-autofocus
          autoFocus
        />
      )}
      {typed && (
        <Button type="submit" loading={busy === "code"} fullWidth data-testid="factor-confirm">
          {t("confirm")}
        </Button>
      )}
      {key && (
        <Button
          variant={typed ? "default" : "filled"}
          fullWidth
          leftSection={<IconFingerprint size={18} stroke={1.8} aria-hidden />}
          loading={busy === "key"}
          onClick={() => void attempt("key", () => keyShow(occasion))}
          data-testid="factor-passkey"
        >
          {t("passkey.show")}
        </Button>
      )}
      {!key && types.includes("webauthn") && <p className="ys-soft">{t("passkey.notHere")}</p>}
      {occasion === "authenticate" && types.includes("recovery_codes") && (
        <Button
          variant="subtle"
          onClick={() => {
            setRecovery(!recovery);
            setCode("");
            setError(null);
          }}
          data-testid="factor-recovery"
        >
          {t(recovery ? "recovery.back" : "recovery.use")}
        </Button>
      )}
    </form>
  );
}
