import { lazy, memo, Suspense, useCallback, useEffect } from "react";
import { useWords } from "@/lib/bilingual";
import { markWire } from "@/offline/marks";
import { usePart } from "@/offline/react";
import { cellKey, type TabletView } from "@/offline/view";
import type { PadKey } from "../state/pad";
import { AHEAD } from "../state/ahead";
import { useOffice } from "../state/office";
import { useTruth } from "../state/rows";
import type { Row } from "../state/sheet";
import { usePad } from "../state/usePad";
import { ActiveCriterion } from "./ActiveCriterion";
import { LineReach, MarkWords } from "./LineParts";
import { NumberPad } from "./NumberPad";
import { TruthIcon } from "./TruthIcon";

const ChoicePad = lazy(() => AHEAD.choices().then((module) => ({ default: module.ChoicePad })));
const IssueCard = lazy(() => AHEAD.issue().then((module) => ({ default: module.IssueCard })));

interface Props {
  sheet: string;
  rows: Row[];
  active: string;
  /** What the pad's key says on the last line; else that the card is reviewed and signed. */
  last?: string;
  onActive: (criterion: string) => void;
  /** After the last row: to what is missing, or to the signature. */
  onDone: () => void;
}

/** The criteria, the active one with its pad. Every way of input edits the same mark. */
export function Rubric({ sheet, rows, active, last, onActive, onDone }: Props) {
  const { tablet } = useOffice();
  const at = Math.max(
    0,
    rows.findIndex((row) => row.criterion.id === active),
  );
  const row = rows[at];
  const next = rows[at + 1] ?? null;
  const pad = usePad(sheet, row?.criterion ?? null, row?.value ?? null);
  const cell = row && cellKey(sheet, row.criterion.id);
  const issue = usePart(
    tablet.view,
    useCallback((view: TabletView) => (cell ? view.cells.get(cell)?.issue : undefined), [cell]),
  );
  const move = (by: number) => {
    const target = rows[at + by];
    if (target) onActive(target.criterion.id);
  };
  const picks = row?.criterion.choices;
  useKeys(picks ? noKey : pad.press, move);
  const after = next?.criterion.id;
  const goOn = useCallback(() => (after ? onActive(after) : onDone()), [after, onActive, onDone]);
  if (!row) return null;
  const choose = (mark: number | null) =>
    void tablet
      .mark(sheet, row.criterion.id, mark === null ? null : markWire(mark))
      .catch(() => undefined);
  return (
    <>
      <div className="jd-rows">
        {rows.map((each) =>
          each === row ? (
            <ActiveCriterion
              key={each.criterion.id}
              criterion={each.criterion}
              value={each.value}
              text={pad.text}
              typed={pad.typed}
              refused={pad.refused}
              sheet={sheet}
              onStep={pad.step}
              onSet={pad.set}
              onAnew={pad.anew}
            >
              {issue ? (
                <Suspense fallback={<p className="jd-issue" />}>
                  <IssueCard sheet={sheet} criterion={each.criterion} issue={issue} />
                </Suspense>
              ) : (
                picks && <span hidden />
              )}
            </ActiveCriterion>
          ) : (
            <RowButton
              key={each.criterion.id}
              criterion={each.criterion}
              value={each.value}
              sheet={sheet}
              onPick={onActive}
            />
          ),
        )}
      </div>
      {picks ? (
        <Suspense fallback={<div className="jd-pad" />}>
          <ChoicePad
            criterion={row.criterion}
            value={row.value}
            next={next?.criterion}
            last={last}
            onSet={choose}
            onNext={goOn}
          />
        </Suspense>
      ) : (
        <NumberPad
          criterion={row.criterion}
          next={next?.criterion}
          last={last}
          onKey={pad.press}
          onNext={goOn}
        />
      )}
    </>
  );
}

interface RowProps extends Row {
  sheet: string;
  onPick: (criterion: string) => void;
}

/** Drawn anew only when its own mark or state changes. */
const RowButton = memo(function RowButton({ criterion, value, sheet, onPick }: RowProps) {
  const truth = useTruth(sheet, criterion.id);
  const words = useWords();
  return (
    <button
      type="button"
      className="jd-crit"
      data-testid={`crit-${criterion.id}`}
      data-state={truth ?? "none"}
      data-value={value ?? ""}
      onClick={() => onPick(criterion.id)}
    >
      <span className="n">
        {words(criterion.name)}
        <small>
          <LineReach criterion={criterion} />
        </small>
      </span>
      <span className={value === null ? "v num empty" : "v num"}>
        <MarkWords criterion={criterion} value={value} />
      </span>
      <TruthIcon criterion={criterion.id} truth={truth} />
    </button>
  );
});

/** A line that takes a few answers only is not typed. */
const noKey = () => undefined;

/** A keyboard works like the pad: digits, point, backspace, Enter and arrows. */
function useKeys(press: (key: PadKey) => void, move: (by: number) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.metaKey ||
        event.ctrlKey ||
        event.altKey ||
        target.closest("textarea, input, dialog")
      )
        return;
      if (event.key === "ArrowDown") move(1);
      else if (event.key === "ArrowUp") move(-1);
      else if (event.key === "Enter" && !target.closest("button, a")) move(1);
      else if (/^[0-9]$/.test(event.key)) press(event.key as PadKey);
      else if (event.key === ".") press("dot");
      else if (event.key === "Backspace") press("back");
      else return;
      if (event.key.startsWith("Arrow") || event.key === "Backspace") event.preventDefault();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
}
