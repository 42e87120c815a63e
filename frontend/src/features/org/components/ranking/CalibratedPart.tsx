import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Calibrated } from "../../api/rankingTypes";
import { signed, signless } from "../../state/ranking";

/** What the entry would have with each judge's leniency taken out: mean + effects + rest. */
export function CalibratedPart({ calibrated }: { calibrated: Calibrated | null }) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  if (!calibrated) return <p className="ys-soft">{t("explain.calibratedClosed")}</p>;
  if (calibrated.refused) return <p className="ys-soft">{words(calibrated.refused)}</p>;
  const { score, low, high, mean, rest } = calibrated;
  return (
    <div data-testid="explain-calibrated">
      <p className="ys-soft">{t("explain.calibratedWhy")}</p>
      {score !== null && (
        <p className="rk-formula num">
          {low !== null && high !== null
            ? t("explain.calibratedScore", { score, low, high })
            : t("explain.points", { points: score })}
        </p>
      )}
      <ul className="rk-effects">
        {mean !== null && (
          <li>
            <span>{t("explain.mean")}</span>
            <b className="num">{mean}</b>
          </li>
        )}
        {calibrated.per_judge.map((each) => (
          <Effect key={each.seat} each={each} />
        ))}
        {rest !== null && Number(rest) !== 0 && (
          <li>
            <span>{t("explain.rest")}</span>
            <b className="num">{signed(rest)}</b>
          </li>
        )}
      </ul>
    </div>
  );
}

function Effect({ each }: { each: Calibrated["per_judge"][number] }) {
  const { t } = useTranslation("ranking");
  const words = useWords();
  const name = words(each.judge);
  const judge = name
    ? t("explain.seatNamed", { seat: each.seat, name })
    : t("explain.seat", { seat: each.seat });
  const value = Number(each.leniency);
  const key = value === 0 ? "even" : value > 0 ? "lenient" : "strict";
  return (
    <li>
      <span>
        {t(`explain.${key}`, { judge, points: each.leniency.replace(/^[-+]/, "") })}
        {each.se !== null && <small className="num">± {signless(each.se)}</small>}
      </span>
      <b className="num">{signed(each.effect)}</b>
    </li>
  );
}
