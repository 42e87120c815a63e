import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { ConfirmButton } from "@/ui/ConfirmButton";
import { ProblemAlert } from "@/ui/Problem";
import { When } from "@/ui/When";
import { type Offer, offersQuery, useWithdraw } from "../../api/people";

/** Roles that wait for whoever reads mail at an address; nothing where none does. */
export function OfferList({ host, zone }: { host: string; zone: string }) {
  const { t } = useTranslation("people");
  const offers = useQuery(offersQuery(host));
  const withdraw = useWithdraw(host);
  if (!offers.error && !offers.data?.length) return null;
  return (
    <section className="ys-card">
      <h2>{t("offers.title")}</h2>
      <ProblemAlert error={offers.error} onRetry={() => void offers.refetch()} />
      <ProblemAlert error={withdraw.error} />
      <ul className="og-offers">
        {offers.data?.map((offer) => (
          <li key={offer.id} data-testid="offer">
            <Words offer={offer} zone={zone} />
            {offer.may_withdraw && (
              <ConfirmButton
                variant="default"
                question={t("offers.ask", { email: offer.email })}
                confirm={t("offers.act")}
                onConfirm={() => withdraw.mutate(offer)}
                testid="offer-withdraw"
              >
                {t("offers.act")}
              </ConfirmButton>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Words({ offer, zone }: { offer: Offer; zone: string }) {
  const { t } = useTranslation("people");
  const words = useWords();
  const place = offer.edition ? words(offer.edition.name) : t("wholeHost");
  return (
    <div>
      <b>{offer.email}</b>
      <p className="ys-small ys-soft">
        {t(`role.${offer.role}`)} · {place} · {t("offers.until")}{" "}
        <When at={offer.expires_at} zone={zone} plain />
      </p>
    </div>
  );
}
