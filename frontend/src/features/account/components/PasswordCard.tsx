import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { passwordSet } from "@/api/factors";
import { FactorNote } from "@/ui/FactorNote";

/** A password beside the codes by e-mail; nobody needs one. */
export function PasswordCard() {
  const { t } = useTranslation("account");
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const [state, setState] = useState<"idle" | "busy" | "saved">("idle");
  const [error, setError] = useState<unknown>(null);
  const save = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!password) return;
    setState("busy");
    setError(null);
    try {
      await passwordSet(password);
      setPassword("");
      setState("saved");
      await client.invalidateQueries({ queryKey: ["sign-ins"] });
    } catch (fault) {
      setError(fault);
      setState("idle");
    }
  };
  return (
    <section className="ys-card" aria-labelledby="account-password">
      <h2 id="account-password">{t("password.title")}</h2>
      <form className="ys-stack" noValidate onSubmit={(event) => void save(event)}>
        <p className="ys-soft">{t("password.why")}</p>
        <FactorNote error={error} />
        <TextInput
          type="password"
          label={t("password.new")}
          description={t("password.hint")}
          autoComplete="new-password"
          maxLength={200}
          value={password}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            setState("idle");
          }}
          data-testid="account-password"
        />
        <div className="ys-row">
          <Button
            type="submit"
            variant="default"
            loading={state === "busy"}
            data-testid="account-password-save"
          >
            {t("password.save")}
          </Button>
          {state === "saved" && (
            <span className="ys-soft" role="status" data-testid="account-password-saved">
              {t("password.saved")}
            </span>
          )}
        </div>
      </form>
    </section>
  );
}
