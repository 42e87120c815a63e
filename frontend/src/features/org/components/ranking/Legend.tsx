import { useTranslation } from "react-i18next";
import type { Ranking } from "../../api/rankingTypes";
import { isTentative } from "../../state/ranking";

/** What the signs of the chart mean, and the keys that go through the rows. */
export function Legend({ ranking }: { ranking: Ranking }) {
  const { t } = useTranslation("ranking");
  const hollow = isTentative(ranking);
  return (
    <div className="rk-legend ys-small ys-muted">
      <span>
        <svg className="rk-whisker" width="16" height="16" aria-hidden>
          <circle className={hollow ? "dot hollow" : "dot"} cx="8" cy="8" r="4.5" />
        </svg>
        {t("legend.dot")}
      </span>
      <span>
        <svg className="rk-whisker" width="34" height="16" aria-hidden>
          <line className="span" x1="3" x2="31" y1="8" y2="8" />
          <line className="end" x1="3" x2="3" y1="3" y2="13" />
          <line className="end" x1="31" x2="31" y1="3" y2="13" />
        </svg>
        {t("legend.range")}
      </span>
      {ranking.cuts.length > 0 && (
        <span>
          <svg className="rk-whisker" width="8" height="16" aria-hidden>
            <line className="cut main" x1="4" x2="4" y1="0" y2="16" />
          </svg>
          {t("legend.cut")}
        </span>
      )}
      {hollow && <span>{t("legend.hollow")}</span>}
      <span className="keys ys-noprint">{t("keysHint")}</span>
    </div>
  );
}
