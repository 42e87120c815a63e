import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { PageOf } from "../../api/papers";

/** Whose page it is: a judge's summary, the table of a panel, a blank card. */
export function usePageName(): (page: PageOf & { entry?: string | null }) => string {
  const { t } = useTranslation("paper");
  const words = useWords();
  return (page) => {
    const judge = words(page.judge);
    const part = page.parts > 1 ? t("page.part", { part: page.part, parts: page.parts }) : "";
    if (page.kind === "totals") return t("page.totals", { panel: words(page.panel) }) + part;
    if (page.kind === "card") {
      return t("page.card", { seat: page.seat, judge, entry: page.entry ?? "" });
    }
    return t("page.judge", { seat: page.seat, judge }) + part;
  };
}
