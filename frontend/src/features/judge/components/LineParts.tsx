import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markShort } from "@/offline/marks";
import type { Criterion } from "../api/types";
import { choiceOf, reachOf, tooLow, type Choice } from "../state/lines";

/** What the line is out of, and what it counts. */
export function LineReach({ criterion }: { criterion: Criterion }) {
  const { t } = useTranslation("judge");
  const { key, ...facts } = reachOf(criterion);
  return <>{t(key, facts)}</>;
}

/** What an answer is called: the grade's name, or yes and no. */
export function ChoiceName({ choice }: { choice: Choice }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  if (choice.name) return <>{words(choice.name)}</>;
  return <>{t(Number(choice.mark) ? "rubric.yes" : "rubric.no")}</>;
}

/** A mark as people say it: the grade, yes or no, or its digits. */
export function MarkWords({ criterion, value }: { criterion: Criterion; value: string | null }) {
  const { t } = useTranslation("judge");
  if (value === null) return <>{t("rubric.empty")}</>;
  const choice = choiceOf(criterion, value);
  if (!choice) return <>{markShort(value)}</>;
  return (
    <>
      <ChoiceName choice={choice} /> <small>{markShort(value)}</small>
    </>
  );
}

/** The quiet line under the active row's name. */
export function LineHint({ criterion, value }: { criterion: Criterion; value: string | null }) {
  const { t } = useTranslation("judge");
  const words = useWords();
  if (tooLow(criterion, value)) return <>{t("rubric.low", { low: markShort(criterion.low!) })}</>;
  const hint = words(criterion.hint);
  if (!criterion.points && !criterion.bonus) return <>{hint}</>;
  return (
    <>
      <LineReach criterion={criterion} />
      {hint && ` · ${hint}`}
    </>
  );
}
