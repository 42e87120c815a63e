import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { useNow } from "@/ui/When";
import { type Override, useOverrideDecide, useOverrideWithdraw } from "../../api/overrides";
import type { ConsoleFeed } from "../../state/feed";
import { WordsField } from "../WordsField";

interface Props {
  round: string;
  override: Override;
  feed: ConsoleFeed;
  onDone: () => void;
}

/** Yes or no of the second person, once the judges have been told; the first may take it back. */
export function OverrideDecision({ round, override, feed, onDone }: Props) {
  const { t } = useTranslation("overrides");
  const decide = useOverrideDecide(round, override.id);
  const withdraw = useOverrideWithdraw(round, override.id);
  const [refusing, setRefusing] = useState(false);
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  useNow(250);
  const late = override.kind === "late";
  const left = late ? 0 : Math.ceil((Date.parse(override.until) - feed.clock.time()) / 1000);
  const decides = override.may.includes("decide");
  const after = { onSuccess: onDone };
  const refuse = () => {
    setTried(true);
    if (words.trim()) decide.mutate({ approves: false, words: words.trim() }, after);
  };
  return (
    <div className="ys-stack">
      <p className="ys-small ys-soft" role="status">
        {left > 0
          ? t("told", { count: left })
          : t(decides ? (late ? "lateEffect" : "effectYes") : "needsOther")}
      </p>
      {refusing && (
        <WordsField
          label={t("why")}
          value={words}
          onChange={setWords}
          missing={tried ? t("reasonMissing") : undefined}
          testid="override-words"
        />
      )}
      <ProblemAlert error={decide.error ?? withdraw.error} />
      <div className="ys-row">
        {decides && !refusing && (
          <ReasonedButton
            reason={left > 0 ? t("wait", { count: left }) : null}
            busy={decide.isPending}
            onAct={() => decide.mutate({ approves: true, words: "" }, after)}
            testid="override-approve"
          >
            {t(late ? "lateApprove" : "approve")}
          </ReasonedButton>
        )}
        {decides && (
          <Button
            variant={refusing ? undefined : "default"}
            color={refusing ? "red" : undefined}
            loading={refusing && decide.isPending}
            onClick={() => (refusing ? refuse() : setRefusing(true))}
            data-testid="override-refuse"
          >
            {t("refuse")}
          </Button>
        )}
        {refusing && (
          <Button variant="default" onClick={() => setRefusing(false)}>
            {t("back")}
          </Button>
        )}
        {override.may.includes("withdraw") && !refusing && (
          <Button
            variant="default"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined, after)}
            data-testid="override-withdraw"
          >
            {t("withdraw")}
          </Button>
        )}
      </div>
    </div>
  );
}
