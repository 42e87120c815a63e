import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { useTalk } from "../../api/deliberation";
import type { Mode } from "../../api/deliberationTypes";
import type { EditionRound, Result } from "../../api/types";

interface Props {
  round: EditionRound;
  result: Result | null;
  again: boolean;
  may: boolean;
}
const MODES: Mode[] = ["attributed", "anonymous"];

/** Before it begins: how judges are named, and the one button. */
export function OpenCard({ round, result, again, may }: Props) {
  const { t } = useTranslation("deliberation");
  const [mode, setMode] = useState<Mode>("attributed");
  const { open } = useTalk(round.id);
  if (result?.state === "locked") {
    return <p className="ys-note">{t("open.locked")}</p>;
  }
  if (!may) return <p className="ys-note">{t("open.waits")}</p>;
  const reason =
    round.state !== "closed" ? t("open.notClosed") : result ? null : t("open.notCounted");
  return (
    <section className="ys-card dl-open">
      <div>
        <h2>{t(again ? "open.again" : "open.title")}</h2>
        <p className="ys-soft">{t("open.why")}</p>
      </div>
      <fieldset className="dl-modes">
        <legend className="vh">{t("open.mode")}</legend>
        {MODES.map((each) => (
          <label key={each} className="dl-mode" data-on={mode === each || undefined}>
            <input
              type="radio"
              name="mode"
              value={each}
              checked={mode === each}
              onChange={() => setMode(each)}
              data-testid={`mode-${each}`}
            />
            <span>
              <b>{t(`mode.${each}`)}</b>
              <small>{t(`mode.${each}.why`)}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <ReasonedButton
        reason={reason}
        busy={open.isPending}
        onAct={() => open.mutate(mode)}
        testid="deliberation-open"
      >
        {t("open.act")}
      </ReasonedButton>
      <ProblemAlert error={open.error} />
    </section>
  );
}
