import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Cut } from "../../api/rankingTypes";
import type { Rulebook } from "../../api/types";

interface Props {
  cut: Cut;
  main: boolean;
  card: Rulebook | null;
  span: number;
}

/** A line between two rows: what ends there, and by how much. */
export function CutRow({ cut, main, card, span }: Props) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const level = card?.awards.find((award) => award.level === cut.award);
  const award = words(level?.name) || cut.award || "";
  const { after, gap } = cut;
  return (
    <tr className={main ? "rk-cut main" : "rk-cut"} data-testid={`cut-${after}`}>
      <td colSpan={span}>
        <div>
          <b>{t(`cut.${cut.kind}`, { after, award })}</b>
          {gap !== null && (
            <span className="num">
              {Number(gap) === 0 ? t("cut.gapNone") : t("cut.gap", { gap })}
            </span>
          )}
        </div>
      </td>
    </tr>
  );
}
