import { useTranslation } from "react-i18next";
import type { Money as Amount } from "@/api/types";
import { asLanguage } from "@/lib/language";
import { exactText, shownMoney } from "@/lib/money";

type Value = Pick<Amount, "minor">;

const SLOT = "\u0000";

/** An amount of CNY as people read it; the exact figure on hover. */
export function Money({ value }: { value: Value | null | undefined }) {
  const { t, i18n } = useTranslation("common");
  if (!value) {
    return (
      <span>
        <span aria-hidden>—</span>
        <span className="vh">{t("none")}</span>
      </span>
    );
  }
  const shown = shownMoney(value.minor, asLanguage(i18n.language) === "en");
  // The figure may be set larger than its unit, which stands before or after it.
  const [before = "", after = ""] = t(`money.${shown.unit}`, { amount: SLOT }).split(SLOT);
  return (
    <span className="num ys-money" title={t("money.yuan", { amount: exactText(value.minor) })}>
      {before && <span className="unit">{before}</span>}
      <span className="figure">{shown.amount}</span>
      {after && <span className="unit">{after}</span>}
    </span>
  );
}

interface SumsProps {
  sums: Amount[];
  /** What a kind of money is called. */
  name: (kind: string) => string;
  className?: string;
}

/** One figure for each kind and currency, each with its name: kinds are never added up. */
export function MoneySums({ sums, name, className }: SumsProps) {
  return (
    <>
      {sums.map((sum) => (
        <span key={`${sum.kind}/${sum.currency}`} className={className} data-kind={sum.kind}>
          {name(sum.kind)} <Money value={sum} />
        </span>
      ))}
    </>
  );
}
