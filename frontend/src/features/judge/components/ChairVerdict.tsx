import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Refusal } from "./Refusal";

interface Props {
  yes: string;
  pending: boolean;
  error: unknown;
  onSay: (approves: boolean, words: string) => void;
}

/** The chair's yes, or no with its reason. */
export function ChairVerdict({ yes, pending, error, onSay }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const [refusing, setRefusing] = useState(false);
  const [why, setWhy] = useState("");
  const [missing, setMissing] = useState(false);
  const refuse = () => {
    if (!refusing) return setRefusing(true);
    if (!why.trim()) return setMissing(true);
    onSay(false, why.trim());
  };
  return (
    <>
      {refusing && (
        <div className="jd-form">
          <input
            aria-label={t("chair.why")}
            placeholder={t("chair.why")}
            maxLength={300}
            value={why}
            data-testid="chair-why"
            onChange={(event) => {
              setWhy(event.target.value);
              setMissing(false);
            }}
          />
          {missing && <p className="jd-error">{t("chair.whyMissing")}</p>}
        </div>
      )}
      {error !== null && <Refusal error={error} />}
      <div className="jd-between">
        <button
          type="button"
          className="jd-btn"
          data-testid="chair-refuse"
          disabled={pending}
          onClick={refuse}
        >
          {t("chair.refuse")}
        </button>
        <button
          type="button"
          className="jd-btn primary"
          data-testid="chair-approve"
          disabled={pending}
          onClick={() => (refusing ? setRefusing(false) : onSay(true, ""))}
        >
          {refusing ? t("back") : yes}
        </button>
      </div>
    </>
  );
}
