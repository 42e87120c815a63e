import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse, markShort } from "@/offline/marks";
import type { Truth } from "@/offline/truth";
import type { Criterion } from "../api/types";
import { outside, type Row } from "../state/sheet";
import { TruthIcon } from "./TruthIcon";

interface Props {
  row: Row;
  text: string;
  refused: number;
  truth: Truth | null;
  onStep: (by: 1 | -1) => void;
  onAnew: () => void;
  /** What must be chosen before this mark can change; it takes the place of the steps. */
  children?: ReactNode;
}

/** The row that the pad writes to. */
export function ActiveCriterion({ row, text, refused, truth, onStep, onAnew, children }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const { criterion } = row;
  const name = words(criterion.name);
  const max = markShort(criterion.max);
  const mark = text ? markParse(text.replace(/\.$/, "")) : null;
  const band = criterion.band && outside(mark, criterion.band) ? criterion.band : null;
  const step = markShort(criterion.step);
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
      data-value={row.value ?? ""}
      data-active
    >
      <div className="top">
        <div>
          <div className="n">{name}</div>
          <p key={refused} className={refused ? "jd-shake" : band ? "jd-band" : ""} role="status">
            {refused
              ? t("rubric.tooHigh", { max })
              : band
                ? t("rubric.band", { low: markShort(band.low), high: markShort(band.high) })
                : words(criterion.hint)}
          </p>
        </div>
        <TruthIcon criterion={criterion.id} truth={truth} />
        <button
          type="button"
          className={text ? "big num" : "big num empty"}
          aria-label={t("rubric.anew", { value: text || t("rubric.empty") })}
          onClick={onAnew}
        >
          {text || t("rubric.empty")}
          <small>/ {max}</small>
        </button>
      </div>
      {children ?? (
        <div className="sl">
          <button
            type="button"
            className="step"
            aria-label={t("rubric.less", { step })}
            data-testid="pad-less"
            onClick={() => onStep(-1)}
          >
            <IconMinus size={24} stroke={1.8} aria-hidden />
          </button>
          <Scale criterion={criterion} mark={mark} />
          <button
            type="button"
            className="step"
            aria-label={t("rubric.more", { step })}
            data-testid="pad-more"
            onClick={() => onStep(1)}
          >
            <IconPlus size={24} stroke={1.8} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}

/** The mark among the anchors' words; a picture, the buttons and the pad are the input. */
function Scale({ criterion, mark }: { criterion: Criterion; mark: number | null }) {
  const words = useWords();
  const max = markParse(criterion.max) ?? 1;
  const starts = (criterion.anchors ?? []).map((anchor) => markParse(anchor.from) ?? 0);
  const at = mark === null ? -1 : starts.findLastIndex((start) => start <= mark);
  return (
    <div className="track" aria-hidden="true">
      <div className="rail" />
      <div className="fill" style={{ width: `${((mark ?? 0) / max) * 100}%` }} />
      {starts.map(
        (start) =>
          start > 0 && (
            <i key={start} className="tick" style={{ left: `${(start / max) * 100}%` }} />
          ),
      )}
      {mark !== null && <div className="knob" style={{ left: `${(mark / max) * 100}%` }} />}
      <div className="an">
        {criterion.anchors?.map((anchor, index) => (
          <span
            key={anchor.from}
            className={index === at ? "cur" : ""}
            style={{ flex: (starts[index + 1] ?? max) - (starts[index] ?? 0) }}
          >
            {words(anchor.name)}
          </span>
        ))}
      </div>
    </div>
  );
}
