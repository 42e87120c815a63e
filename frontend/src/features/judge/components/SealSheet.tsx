import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { ProblemError } from "@/api/problem";
import { chairOverridesQuery, COUNTS, overridePropose } from "../api/overrides";
import { Choices } from "./Choices";
import { Dialog } from "./Dialog";
import { Refusal } from "./Refusal";
import { SheetFoot } from "./SheetFoot";

interface Props {
  slot: string;
  team: string;
  round: string;
  onClose: () => void;
}

const FEW = "override_counts_missing";

/** Why a team is to be sealed without a sheet; where too few are left, what those give. */
export function SealSheet({ slot, team, round, onClose }: Props) {
  const { t } = useTranslation(["judgeAside", "judge"]);
  const id = useId();
  const client = useQueryClient();
  const [reason, setReason] = useState("");
  const [counts, setCounts] = useState<(typeof COUNTS)[number] | null>(null);
  const [few, setFew] = useState(false);
  const [hint, setHint] = useState("");
  const propose = useMutation({
    mutationFn: () => overridePropose(slot, { reason: reason.trim(), ...(counts && { counts }) }),
    onSuccess: onClose,
    // Only the server knows how many sheets are signed: the tablet asks when it says so.
    onError: (error) => setFew(few || (error instanceof ProblemError && error.code === FEW)),
    onSettled: () => client.invalidateQueries({ queryKey: chairOverridesQuery(round).queryKey }),
  });
  const send = () => {
    if (!reason.trim()) return setHint(t("seal.reasonMissing"));
    if (few && counts === null) return setHint(t("seal.countsMissing"));
    setHint("");
    propose.mutate();
  };
  return (
    <Dialog title={t("seal.dialog", { team })} onClose={onClose}>
      <p className="jd-soft">{t("seal.effect")}</p>
      <div className="jd-form">
        <label htmlFor={id}>{t("seal.reason")}</label>
        <textarea
          id={id}
          rows={2}
          maxLength={300}
          value={reason}
          aria-invalid={hint !== "" && !reason.trim()}
          data-testid="seal-reason"
          onChange={(event) => {
            setReason(event.target.value);
            setHint("");
          }}
        />
      </div>
      {few && (
        <Choices
          label={t("seal.counts")}
          name="seal-counts"
          all={COUNTS}
          now={counts}
          words={(each) => t(`seal.counts.${each}`)}
          onChoose={setCounts}
        />
      )}
      {hint && (
        <p className="jd-error" role="alert">
          {hint}
        </p>
      )}
      {propose.isError && <Refusal error={propose.error} />}
      <SheetFoot onBack={onClose} onAct={send} busy={propose.isPending} testid="seal-propose">
        {t("seal.propose")}
      </SheetFoot>
    </Dialog>
  );
}
