import { IconBackspace, IconCheck, IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse, markShort } from "@/offline/marks";
import type { Criterion } from "../api/types";
import { choiceOf } from "../state/lines";
import { ChoiceName } from "./LineParts";
import "../styles/choices.css";

interface Props {
  criterion: Criterion;
  value: string | null;
  next?: Criterion | undefined;
  /** What the key says that goes on after the last line. */
  last?: string | undefined;
  /** Hundredths, or null where the answer is taken back. */
  onSet: (mark: number | null) => void;
  /** Without it answers are only chosen, and nothing goes on. */
  onNext?: () => void;
}

/** Grades, or yes and no: where a line takes these answers only, they stand in place of the pad. */
export function ChoicePad({ criterion, value, next, last, onSet, onNext }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const chosen = choiceOf(criterion, value);
  const choices = criterion.choices ?? [];
  return (
    <div
      className={onNext ? "jd-choices" : "jd-choices alone"}
      role="group"
      aria-label={t("choices.label")}
    >
      <div className={choices.length > 3 ? "all many" : "all"} role="radiogroup">
        {choices.map((choice) => (
          <button
            key={choice.mark}
            type="button"
            role="radio"
            aria-checked={choice === chosen}
            data-testid={`choice-${markShort(choice.mark)}`}
            onClick={() => onSet(markParse(choice.mark) ?? 0)}
          >
            {choice === chosen && <IconCheck size={24} stroke={1.8} aria-hidden />}
            <b>
              <ChoiceName choice={choice} />
            </b>
            <small className="num">{markShort(choice.mark)}</small>
          </button>
        ))}
      </div>
      {onNext && (
        <>
          <button
            type="button"
            className="fn"
            aria-label={t("choices.clear")}
            data-testid="choice-clear"
            disabled={value === null}
            onClick={() => onSet(null)}
          >
            <IconBackspace size={24} stroke={1.8} aria-hidden />
          </button>
          <button type="button" className="go" data-testid="pad-next" onClick={onNext}>
            {next ? t("pad.next") : (last ?? t("pad.last"))}
            {next && <small>{words(next.name)}</small>}
            {next && <IconChevronDown size={24} stroke={1.8} aria-hidden />}
          </button>
        </>
      )}
    </div>
  );
}
