import { useTranslation } from "react-i18next";
import type { Money } from "@/api/types";
import { MoneyText } from "@/ui/MoneyText";

/** One figure for each kind of money, each with its name; never a grand total. */
export function Sums({ sums }: { sums: Money[] }) {
  const { t } = useTranslation("zone");
  if (sums.length === 0) return <span className="zn-sum">{t("money.nothing")}</span>;
  return (
    <>
      {sums.map((sum) => (
        <span key={`${sum.kind}/${sum.currency}`} className="zn-sum">
          {t(`money.${sum.kind}`)} <MoneyText minor={sum.minor} />
        </span>
      ))}
    </>
  );
}
