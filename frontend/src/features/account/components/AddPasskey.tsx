import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { keyAdd } from "@/api/factors";
import { FactorNote } from "@/ui/FactorNote";

interface Props {
  onDone: () => void;
  onBack: () => void;
}

/** Makes a passkey under a name that the person will know again. */
export function AddPasskey({ onDone, onBack }: Props) {
  const { t } = useTranslation("account");
  const [name, setName] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const make = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(null);
    try {
      await keyAdd(name.trim() || t("key.unnamed"));
      onDone();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="ys-stack" noValidate onSubmit={(event) => void make(event)}>
      <FactorNote error={error} />
      <TextInput
        label={t("key.name")}
        description={t("key.hint")}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-testid="passkey-name"
        autoFocus
      />
      <div className="ys-row">
        <Button type="submit" loading={busy} data-testid="passkey-make">
          {t("key.make")}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t("back")}
        </Button>
      </div>
    </form>
  );
}
