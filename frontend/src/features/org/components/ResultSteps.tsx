import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { ResultRow, Rulebook } from "../api/types";
import { lineName } from "../state/results";
import { sentencesOf } from "../state/steps";

/** How a team's result came, step by step. */
export function ResultSteps({ row, rulebook }: { row: ResultRow; rulebook: Rulebook }) {
  const { t } = useTranslation("org");
  const words = useWords();
  const line = (id: string) => words(lineName(rulebook, id)) || id;
  const sentences = sentencesOf(row, {
    line,
    award: (id) => words(rulebook.awards.find(({ level }) => level === id)?.name) || id,
    list: (texts) => texts.join(t("listComma")),
  });
  return (
    <ol className="og-steps" data-testid={`steps-${row.number}`}>
      {sentences.map(({ key, facts }, at) => {
        const rule = facts.rule ? t(`tie.${facts.rule}`, { criterion: facts.line }).trim() : "";
        return <li key={at}>{t(key, { ...facts, rule })}</li>;
      })}
    </ol>
  );
}
