import { Button, CopyButton, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { When } from "@/ui/When";
import type { Given } from "../../api/people";

/** The link of an offer: mailed, and shown this once. */
export function FreshLink({ given, zone }: { given: Given; zone: string }) {
  const { t } = useTranslation("people");
  const { offer, url } = given;
  if (!offer || !url) return null;
  return (
    <div className="ys-stack">
      <p>{t("link.sent", { email: offer.email })}</p>
      <div className="ys-row og-link">
        <TextInput
          readOnly
          aria-label={t("link.address")}
          value={url}
          onFocus={(event) => event.currentTarget.select()}
          data-testid="give-url"
        />
        <CopyButton value={url} timeout={4000}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t("link.copied") : t("link.copy")}
            </Button>
          )}
        </CopyButton>
      </div>
      <p className="ys-small ys-soft">
        {t("link.once")} <When at={offer.expires_at} zone={zone} />
      </p>
    </div>
  );
}
