import { IconBackspace, IconChevronDown } from "@tabler/icons-react";
import { memo, useRef } from "react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { Criterion } from "../api/types";
import { pointKey, type PadKey } from "../state/pad";

interface Props {
  criterion: Criterion;
  next?: Criterion | undefined;
  /** What the key says that goes on after the last line. */
  last?: string | undefined;
  onKey: (key: PadKey) => void;
  /** Without it the pad has no key that goes on. */
  onNext?: () => void;
}

/** A touch this wide, in CSS pixels, is a palm. */
const PALM = 120;

const LINES: PadKey[][] = [
  ["7", "8", "9", "back"],
  ["4", "5", "6"],
  ["1", "2", "3", "0"],
];

/** The large pad; its point key follows the criterion's step. */
export const NumberPad = memo(function NumberPad({ criterion, next, last, onKey, onNext }: Props) {
  const { t } = useTranslation("judge");
  const words = useWords();
  const palm = useRef(false);
  const point = pointKey(criterion.step);
  const key = (name: PadKey) => (
    <button
      key={name}
      type="button"
      className={/^\d$/.test(name) ? "num" : "fn num"}
      data-testid={`pad-${name}`}
      aria-label={/^\d$/.test(name) ? undefined : t(`pad.${name}`)}
      onClick={() => onKey(name)}
    >
      {name === "back" ? (
        <IconBackspace size={24} stroke={1.8} aria-hidden />
      ) : (
        (FACES[name] ?? name)
      )}
    </button>
  );
  return (
    <div
      className={onNext ? "jd-pad" : "jd-pad alone"}
      role="group"
      aria-label={t("pad.label")}
      onPointerDownCapture={({ width, height, isPrimary }) => {
        palm.current = !isPrimary || width > PALM || height > PALM;
      }}
      onClickCapture={(event) => palm.current && event.stopPropagation()}
    >
      {LINES.flatMap((line, index) => [
        ...line.map(key),
        index === 1 && (point ? key(point) : <span key="blank" />),
        index === 0 && onNext && (
          <button key="next" type="button" className="go" data-testid="pad-next" onClick={onNext}>
            {next ? t("pad.next") : (last ?? t("pad.last"))}
            {next && <small>{words(next.name)}</small>}
            {next && <IconChevronDown size={24} stroke={1.8} aria-hidden />}
          </button>
        ),
      ])}
    </div>
  );
});

const FACES: Partial<Record<PadKey, string>> = { half: ".5", dot: "." };
