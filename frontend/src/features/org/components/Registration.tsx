import { useTranslation } from "react-i18next";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { useRegistrationClose } from "../api/closing";
import type { Edition } from "../api/types";

/** While entries may still change nothing is drawn; the organizer may end that here. */
export function Registration({ edition, organizer }: { edition: Edition; organizer: boolean }) {
  const { t } = useTranslation("org");
  const close = useRegistrationClose(edition.id);
  return (
    <section className="ys-card ys-stack" data-testid="registration-open">
      <h2>{t("registration.open")}</h2>
      <p className="ys-soft">
        {t("registration.until")} <When at={edition.closes_at} zone={edition.time_zone} />
      </p>
      <p className="ys-soft">{t("registration.why")}</p>
      <ProblemAlert error={close.error} />
      {organizer ? (
        <div>
          <ConfirmButton
            loading={close.isPending}
            question={t("registration.ask")}
            body={<p className="ys-soft">{t("registration.fixed")}</p>}
            confirm={t("registration.act")}
            onConfirm={() => close.mutate()}
            testid="registration-close"
          >
            {t("registration.act")}
          </ConfirmButton>
        </div>
      ) : (
        <p className="ys-small ys-muted">{t("registration.organizerOnly")}</p>
      )}
    </section>
  );
}
