import { Button, Radio } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { type Counts, useOverridePropose } from "../../api/overrides";
import { WordsField } from "../WordsField";

interface Props {
  round: string;
  slot: string;
  /** Who has not signed, by name. */
  missing: string;
  /** Whether the committee has to say what so few sheets give. */
  asks: boolean;
  onDone: () => void;
}

/** Why a team is to be sealed without somebody's sheet. */
export function OverrideForm({ round, slot, missing, asks, onDone }: Props) {
  const { t } = useTranslation("overrides");
  const propose = useOverridePropose(round, slot);
  const [reason, setReason] = useState("");
  const [counts, setCounts] = useState<Counts | "">("");
  const [tried, setTried] = useState(false);
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (!reason.trim() || (asks && !counts)) return;
    propose.mutate(
      { reason: reason.trim(), ...(asks && counts && { counts }) },
      { onSuccess: onDone },
    );
  };
  return (
    <form className="ys-stack" onSubmit={send} noValidate>
      {missing && <p className="og-missing">{t("missing", { names: missing })}</p>}
      <p className="ys-small ys-soft">{t("effect")}</p>
      <WordsField
        label={t("reason")}
        value={reason}
        onChange={setReason}
        missing={tried ? t("reasonMissing") : undefined}
        testid="override-reason"
      />
      {asks && (
        <Radio.Group
          label={t("countsAsk")}
          value={counts}
          onChange={(value) => setCounts(value)}
          error={tried && !counts ? t("countsMissing") : undefined}
        >
          <div className="ys-stack tight">
            <Radio value="mean" label={t("counts.mean")} data-testid="override-counts-mean" />
            <Radio value="nothing" label={t("counts.nothing")} />
          </div>
        </Radio.Group>
      )}
      <ProblemAlert error={propose.error} />
      <div className="ys-row">
        <Button
          type="submit"
          color="ink"
          loading={propose.isPending}
          data-testid="override-propose"
        >
          {t("propose")}
        </Button>
      </div>
    </form>
  );
}
