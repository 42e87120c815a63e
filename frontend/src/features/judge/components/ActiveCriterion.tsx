import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse, markShort, markWire } from "@/offline/marks";
import type { Signal } from "@/offline/signal";
import type { Criterion } from "../api/types";
import { outside } from "../state/sheet";
import { useTruth } from "../state/rows";
import type { Typed } from "../state/usePad";
import { useRepeat } from "../state/useRepeat";
import { Figure } from "./Figure";
import { LineHint } from "./LineParts";
import { Slider } from "./Slider";

interface Props {
  criterion: Criterion;
  value: string | null;
  text: string;
  refused: number;
  /** A card that keeps nothing has neither sheet nor store. */
  sheet?: string;
  typed?: Signal<Typed | null>;
  onStep: (by: number) => void;
  /** Hundredths. */
  onSet: (mark: number) => void;
  onAnew: () => void;
  /** What must be chosen before this mark can change; it takes the place of the steps. */
  children?: ReactNode;
}

/** The row that the pad writes to. */
export function ActiveCriterion(props: Props) {
  const { criterion, value, text, refused, sheet, typed, onStep, onSet, onAnew, children } = props;
  const { t } = useTranslation("judge");
  const words = useWords();
  const truth = useTruth(sheet, criterion.id);
  const name = words(criterion.name);
  const max = markShort(criterion.max);
  const mark = text ? markParse(text.replace(/\.$/, "")) : null;
  const band = criterion.band && outside(mark, criterion.band) ? criterion.band : null;
  const step = markShort(criterion.step);
  const less = useRepeat(() => onStep(-1));
  const more = useRepeat(() => onStep(1));
  const card = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Braces: newer browsers answer with a promise, which is no clean-up.
    void card.current?.scrollIntoView({ block: "nearest" });
  }, [criterion.id]);
  return (
    <div
      ref={card}
      className="jd-active"
      role="group"
      aria-label={t("rubric.active", { name, max, value: text || t("rubric.empty") })}
      data-testid={`crit-${criterion.id}`}
      data-state={truth ?? "none"}
      data-value={value ?? ""}
      data-active
    >
      <div className="top">
        <div>
          <div className="n">{name}</div>
          <p key={refused} className={refused ? "jd-shake" : band ? "jd-band" : ""} role="status">
            {refused ? (
              t("rubric.tooHigh", { max })
            ) : band ? (
              t("rubric.band", { low: markShort(band.low), high: markShort(band.high) })
            ) : (
              <LineHint criterion={criterion} value={mark === null ? null : markWire(mark)} />
            )}
          </p>
        </div>
        <Figure criterion={criterion} text={text} truth={truth} typed={typed} onAnew={onAnew} />
      </div>
      {children ?? (
        <div className="sl">
          <button
            type="button"
            className="step"
            aria-label={t("rubric.less", { step })}
            data-testid="pad-less"
            {...less}
          >
            <IconMinus size={24} stroke={1.8} aria-hidden />
          </button>
          <Slider criterion={criterion} mark={mark} onSet={onSet} onStep={onStep} />
          <button
            type="button"
            className="step"
            aria-label={t("rubric.more", { step })}
            data-testid="pad-more"
            {...more}
          >
            <IconPlus size={24} stroke={1.8} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
