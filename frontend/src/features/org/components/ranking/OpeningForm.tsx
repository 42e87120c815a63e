import { Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "@/ui/Problem";
import { ReasonedButton } from "@/ui/ReasonedButton";
import { useOpening } from "../../api/ranking";

/** Asks to open what-if for the round: the reason goes into the log. */
export function OpeningForm({ round }: { round: string }) {
  const { t } = useTranslation("ranking");
  const { ask } = useOpening(round);
  const [reason, setReason] = useState("");
  const given = reason.trim();
  const send = () => ask.mutate(given);
  return (
    <form
      className="ys-stack rk-form"
      noValidate
      onSubmit={(event: FormEvent) => event.preventDefault()}
    >
      <Textarea
        label={t("whatif.reason")}
        description={t("whatif.reasonHint")}
        value={reason}
        autosize={false}
        rows={2}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
        data-testid="what-if-reason"
      />
      <ReasonedButton
        variant="default"
        reason={given ? null : t("whatif.reasonMissing")}
        busy={ask.isPending}
        onAct={send}
        testid="what-if-ask"
      >
        {t("whatif.askFor")}
      </ReasonedButton>
      <ProblemAlert error={ask.error} safe={t("whatif.safe")} />
    </form>
  );
}
