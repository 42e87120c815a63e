import { memo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { markParse, markShort, markWire } from "@/offline/marks";
import type { Criterion } from "../api/types";

interface Props {
  criterion: Criterion;
  /** Hundredths, or null where nothing is marked yet. */
  mark: number | null;
  onSet: (mark: number) => void;
  /** So many steps up or down from what was typed last. */
  onStep: (by: number) => void;
}

/** The mark among the anchors' words. Touch, drag or arrows set it; the pad does the same. */
export const Slider = memo(function Slider({ criterion, mark, onSet, onStep }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const rail = useRef<HTMLDivElement>(null);
  const [drag, setDrag] = useState<number | null>(null);
  const max = markParse(criterion.max) ?? 1;
  const step = markParse(criterion.step) ?? 100;
  const starts = (criterion.anchors ?? []).map((anchor) => markParse(anchor.from) ?? 0);
  const shown = drag ?? mark;
  const at = shown === null ? -1 : starts.findLastIndex((start) => start <= shown);
  const anchor = words(criterion.anchors?.[at]?.name);
  const bound = (value: number) => Math.min(max, Math.max(0, value));
  const under = (event: PointerEvent) => {
    const box = rail.current?.getBoundingClientRect();
    const share = box ? (event.clientX - box.left) / box.width : 0;
    return bound(Math.round((share * max) / step) * step);
  };
  const keys = (event: KeyboardEvent) => {
    const unit = Math.max(1, 100 / step);
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (by !== undefined) onStep(by);
    else if (event.key === "PageUp") onStep(unit);
    else if (event.key === "PageDown") onStep(-unit);
    else if (event.key === "Home") onSet(0);
    else if (event.key === "End") onSet(max);
    else return;
    // Arrows choose a row elsewhere on the panel.
    event.preventDefault();
    event.stopPropagation();
  };
  const value = shown === null ? t("rubric.empty") : markShort(markWire(shown));
  return (
    <div
      ref={rail}
      className={drag === null ? "track" : "track drag"}
      role="slider"
      tabIndex={0}
      aria-label={words(criterion.name)}
      aria-valuemin={0}
      aria-valuemax={max / 100}
      aria-valuenow={(shown ?? 0) / 100}
      aria-valuetext={[value, anchor].filter(Boolean).join(t("comma"))}
      data-testid="slider"
      onKeyDown={keys}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setDrag(under(event));
      }}
      onPointerMove={(event) => drag !== null && setDrag(under(event))}
      onPointerCancel={() => setDrag(null)}
      onPointerUp={(event) => {
        if (drag !== null) onSet(under(event));
        setDrag(null);
      }}
    >
      <div className="rail" />
      <div className="fill" style={{ width: `${((shown ?? 0) / max) * 100}%` }} />
      {starts.map(
        (start) =>
          start > 0 && (
            <i key={start} className="tick" style={{ left: `${(start / max) * 100}%` }} />
          ),
      )}
      {shown !== null && (
        <div className="knob" style={{ left: `${(shown / max) * 100}%` }}>
          {drag !== null && <output className="num">{value}</output>}
        </div>
      )}
      <div className="an" aria-hidden="true">
        {criterion.anchors?.map((each, index) => (
          <span
            key={each.from}
            className={index === at ? "cur" : ""}
            style={{ flex: (starts[index + 1] ?? max) - (starts[index] ?? 0) }}
          >
            {words(each.name)}
          </span>
        ))}
      </div>
    </div>
  );
});
