import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { markWire } from "@/offline/marks";
import type { Criterion } from "../api/types";
import { draftOf, padPress, stepped, type PadKey } from "../state/pad";
import { ActiveCriterion } from "./ActiveCriterion";
import { NumberPad } from "./NumberPad";

const BANDS = ["0.00", "7.00", "12.00", "16.00"];

/** Twenty seconds with the pad on a card that counts nowhere: nothing of it is kept or sent. */
export function PracticePage() {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const [draft, setDraft] = useState(draftOf(null));
  const [refused, setRefused] = useState(0);
  const both = (key: string) => ({ zh: t(key), en: t(key) });
  const criterion: Criterion = {
    id: "practice",
    name: both("practice.name"),
    hint: both("practice.hint"),
    max: "20.00",
    step: "0.5",
    required: true,
    anchors: BANDS.map((from, index) => ({ from, name: both(`practice.band${index}`) })),
  };
  const press = (key: PadKey) => {
    const pressed = padPress(draft, key, criterion);
    if (pressed.ok) setDraft(pressed.draft);
    setRefused(pressed.ok || pressed.reason !== "max" ? 0 : refused + 1);
  };
  const value = draft.text.replace(/\.$/, "") || null;
  return (
    <div className="jd-page">
      <main className="jd-column jd-practice">
        <h1>{t("practice.title")}</h1>
        <p className="jd-soft">{t("practice.detail")}</p>
        <ActiveCriterion
          criterion={criterion}
          value={value}
          text={draft.text}
          refused={refused}
          onStep={(by) => setDraft(draftOf(stepped(value, by, criterion)))}
          onSet={(mark) => setDraft(draftOf(markWire(mark)))}
          onAnew={() => setDraft({ ...draft, fresh: true })}
        />
        <NumberPad criterion={criterion} onKey={press} />
        <Link to="/judge" className="jd-btn primary wide" data-testid="practice-done">
          {t("practice.done")}
        </Link>
      </main>
    </div>
  );
}
