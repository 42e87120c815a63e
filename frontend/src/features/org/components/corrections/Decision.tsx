import { Button, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { type Correction, useDecide } from "../../api/corrections";

/** Yes or no of who may speak; a no says why. */
export function Decision({ round, correction }: { round: string; correction: Correction }) {
  const { t } = useTranslation("corrections");
  const decide = useDecide(round, correction.id);
  const [refusing, setRefusing] = useState(false);
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  const [office] = correction.may;
  if (!office) return null;
  if (!correction.told) return <p className="ys-small ys-soft">{t("later")}</p>;
  const refuse = () => {
    setTried(true);
    if (words.trim()) decide.mutate({ office, approves: false, words: words.trim() });
  };
  return (
    <div className="og-decision">
      {!refusing && <p className="ys-small ys-soft">{t(`effect.${office}`)}</p>}
      {refusing && (
        <Textarea
          label={t("why")}
          value={words}
          maxLength={300}
          autosize
          minRows={2}
          data-autofocus
          error={tried && !words.trim() ? t("whyMissing") : undefined}
          onChange={(event) => setWords(event.currentTarget.value)}
          data-testid="correction-words"
        />
      )}
      <ProblemAlert error={decide.error} />
      <div className="ys-row">
        {refusing ? (
          <>
            <Button variant="default" onClick={() => setRefusing(false)}>
              {t("back")}
            </Button>
            <Button
              color="red"
              loading={decide.isPending}
              onClick={refuse}
              data-testid="correction-refuse-send"
            >
              {t("refuse")}
            </Button>
          </>
        ) : (
          <>
            <Button
              loading={decide.isPending}
              onClick={() => decide.mutate({ office, approves: true, words: "" })}
              data-testid="correction-approve"
            >
              {t("approve")}
            </Button>
            <Button
              variant="default"
              onClick={() => setRefusing(true)}
              data-testid="correction-refuse"
            >
              {t("refuse")}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
