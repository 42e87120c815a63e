import { useTranslation } from "react-i18next";
import { markShort } from "@/offline/marks";
import { useSignal } from "@/offline/react";
import { Signal } from "@/offline/signal";
import type { Truth } from "@/offline/truth";
import type { Criterion } from "../api/types";
import type { Typed } from "../state/usePad";
import { TruthIcon } from "./TruthIcon";

interface Props {
  criterion: Criterion;
  /** The mark as the store and the panel have it. */
  text: string;
  truth: Truth | null;
  /** What was typed a moment ago; nothing on a card that keeps nothing. */
  typed?: Signal<Typed | null> | undefined;
  onAnew: () => void;
}

const NOTHING = new Signal<Typed | null>(null);

/** The digits of the active row: all that is drawn in the frame of a tap. */
export function Figure({ criterion, text, truth, typed = NOTHING, onAnew }: Props) {
  const { t } = useTranslation("judge");
  const now = useSignal(typed);
  const fresh = now?.criterion === criterion.id;
  const shown = fresh ? now.text : text;
  return (
    <>
      <TruthIcon criterion={criterion.id} truth={fresh ? "editing" : truth} />
      <button
        type="button"
        className={shown ? "big num" : "big num empty"}
        aria-label={t("rubric.anew", {
          // What is in sight, word for word: whoever speaks to the tablet says what they see.
          value: `${shown || t("rubric.empty")}/ ${markShort(criterion.max)}`,
        })}
        onClick={onAnew}
      >
        {shown || t("rubric.empty")}
        <small>/ {markShort(criterion.max)}</small>
      </button>
    </>
  );
}
