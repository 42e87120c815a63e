import { useTranslation } from "react-i18next";
import { asLanguage } from "@/lib/language";
import { grouped, shownMoney, textOf } from "@/lib/money";

/** An amount of CNY as people read it; the exact figure on hover. */
export function MoneyText({ minor }: { minor: number | null }) {
  const { t, i18n } = useTranslation("common");
  if (minor === null) return <span aria-label={t("none")}>—</span>;
  const shown = shownMoney(minor, asLanguage(i18n.language) === "en");
  const exact = t("money.yuan", { amount: grouped(textOf(minor, "yuan")) });
  return (
    <span className="num" title={exact}>
      {t(`money.${shown.unit}`, { amount: shown.amount })}
    </span>
  );
}
