import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import type { Answer, Office } from "../../api/corrections";
import { WordsField } from "../WordsField";

interface Props {
  office: Office;
  /** Whether the marks can be seen: nobody decides on what is hidden. */
  told: boolean;
  effect: string;
  yes: string;
  no: string;
  testid: string;
  pending: boolean;
  error: unknown;
  onSay: (answer: Answer) => void;
}

/** Yes or no of who may speak; a no says why. */
export function Verdict({ office, told, effect, yes, no, testid, pending, error, onSay }: Props) {
  const { t } = useTranslation("corrections");
  const [refusing, setRefusing] = useState(false);
  const [words, setWords] = useState("");
  const [tried, setTried] = useState(false);
  if (!told) return <p className="ys-small ys-soft">{t("later")}</p>;
  const refuse = () => {
    setTried(true);
    if (words.trim()) onSay({ office, approves: false, words: words.trim() });
  };
  return (
    <div className="og-decision">
      {!refusing && <p className="ys-small ys-soft">{effect}</p>}
      {refusing && (
        <WordsField
          label={t("why")}
          value={words}
          onChange={setWords}
          missing={tried ? t("whyMissing") : undefined}
          testid={`${testid}-words`}
        />
      )}
      <ProblemAlert error={error} />
      <div className="ys-row">
        {refusing ? (
          <>
            <Button variant="default" onClick={() => setRefusing(false)}>
              {t("back")}
            </Button>
            <Button
              color="red"
              loading={pending}
              onClick={refuse}
              data-testid={`${testid}-refuse-send`}
            >
              {no}
            </Button>
          </>
        ) : (
          <>
            <Button
              loading={pending}
              onClick={() => onSay({ office, approves: true, words: "" })}
              data-testid={`${testid}-approve`}
            >
              {yes}
            </Button>
            <Button
              variant="default"
              onClick={() => setRefusing(true)}
              data-testid={`${testid}-refuse`}
            >
              {no}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
