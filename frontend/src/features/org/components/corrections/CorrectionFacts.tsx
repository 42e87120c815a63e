import { IconArrowNarrowRight } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Correction } from "../../api/corrections";
import type { Rulebook } from "../../api/types";
import { lineName } from "../../state/results";
import { Voices } from "./Voices";

interface Props {
  correction: Correction;
  rulebook: Rulebook | null;
  zone: string;
}

/** One request: whose mark, from what to what, why, and what the two have said. */
export function CorrectionFacts({ correction, rulebook, zone }: Props) {
  const { t } = useTranslation("corrections");
  const words = useWords();
  const { seat, judge, entry, criterion, told, was, value, reason, text } = correction;
  const line = (rulebook && words(lineName(rulebook, criterion))) || criterion;
  return (
    <div className="og-correction">
      <p className="who">
        <b>{t("who", { seat, judge: words(judge) })}</b>
        <small>{t("of", { number: entry.number, title: entry.title, line })}</small>
      </p>
      {told ? (
        <p className="change num">
          <s>{was ?? "–"}</s>
          <IconArrowNarrowRight size={22} stroke={1.6} aria-label={t("to")} />
          <b>{value}</b>
        </p>
      ) : (
        <p className="ys-soft">{t("untold")}</p>
      )}
      <p className="ys-small">
        {t(`reason.${reason}`)}
        {text && ` · ${text}`}
      </p>
      <Voices voices={correction.voices} open={correction.state === "open"} zone={zone} />
    </div>
  );
}
