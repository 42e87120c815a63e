import { Button, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { appAdd, appOffer } from "@/api/factors";
import { Waiting } from "@/ui/EmptyState";
import { FactorNote } from "@/ui/FactorNote";

interface Props {
  onDone: () => void;
  onBack: () => void;
}

/** Four letters at a time, as they are read and typed. */
const spaced = (secret: string) => secret.match(/.{1,4}/g)?.join(" ") ?? secret;

/** Sets up an authenticator app: a picture to scan, the same as text, then its first code. */
export function AddApp({ onDone, onBack }: Props) {
  const { t } = useTranslation("account");
  // A new secret is made each time this opens and never while it stands.
  const offer = useQuery({
    queryKey: ["app-offer"],
    queryFn: appOffer,
    gcTime: 0,
    staleTime: Infinity,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const confirm = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!code.trim()) return;
    setBusy(true);
    setError(null);
    try {
      await appAdd(code);
      onDone();
    } catch (fault) {
      setError(fault);
    } finally {
      setBusy(false);
    }
  };
  if (offer.isPending) return <Waiting />;
  if (offer.isError) return <FactorNote error={offer.error} />;
  return (
    <form className="ac-add" noValidate onSubmit={(event) => void confirm(event)}>
      <img
        className="ac-qr"
        alt={t("app.picture")}
        src={`data:image/svg+xml;utf8,${encodeURIComponent(offer.data.picture)}`}
      />
      <div className="ys-stack">
        <ol className="ac-steps">
          <li>{t("app.scan")}</li>
          <li>
            {t("app.type")}{" "}
            <code className="ac-secret" data-testid="app-secret">
              {spaced(offer.data.secret)}
            </code>
          </li>
          <li>{t("app.confirm")}</li>
        </ol>
        <FactorNote error={error} />
        <TextInput
          label={t("app.code")}
          autoComplete="one-time-code"
          inputMode="numeric"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          data-testid="app-code"
          autoFocus
        />
        <div className="ys-row">
          <Button type="submit" loading={busy} data-testid="app-confirm">
            {t("app.add")}
          </Button>
          <Button variant="default" onClick={onBack}>
            {t("back")}
          </Button>
        </div>
      </div>
    </form>
  );
}
