import { useTranslation } from "react-i18next";
import { type LateChange, useLateDecide } from "../../api/lateChanges";
import { Verdict } from "../corrections/Verdict";

/** Yes or no of who may speak on late changes, as a whole. */
export function LateDecision({ round, late }: { round: string; late: LateChange }) {
  const { t } = useTranslation("corrections");
  const decide = useLateDecide(round, late);
  const [office] = late.may;
  if (!office) return null;
  return (
    <Verdict
      key={late.seen}
      office={office}
      told={late.told}
      effect={t(`late.effect.${office}`)}
      yes={t("late.accept")}
      no={t("late.refuse")}
      testid="late"
      pending={decide.isPending}
      error={decide.error}
      onSay={(answer) => decide.mutate(answer)}
    />
  );
}
