import { useTranslation } from "react-i18next";
import type { Money } from "@/api/types";
import { MoneySums } from "@/ui/Money";

/** One figure for each kind of money, each with its name; never a grand total. */
export function Sums({ sums }: { sums: Money[] }) {
  const { t } = useTranslation("zone");
  if (sums.length === 0) return <span className="zn-sum">{t("money.nothing")}</span>;
  return <MoneySums sums={sums} name={(kind) => t(`money.${kind}`)} className="zn-sum" />;
}
