import { useTranslation } from "react-i18next";
import type { Money as Amount } from "@/api/types";
import { asLanguage } from "@/lib/language";
import { exactText, shownMoney } from "@/lib/money";

type Value = Pick<Amount, "minor">;

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
  return (
    <span className="num ys-money" title={t("money.yuan", { amount: exactText(value.minor) })}>
      {t(`money.${shown.unit}`, { amount: shown.amount })}
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
