import { useTranslation } from "react-i18next";
import { type Correction, useDecide } from "../../api/corrections";
import { Verdict } from "./Verdict";

/** Yes or no of who may speak on a request. */
export function Decision({ round, correction }: { round: string; correction: Correction }) {
  const { t } = useTranslation("corrections");
  const decide = useDecide(round, correction.id);
  const [office] = correction.may;
  if (!office) return null;
  return (
    <Verdict
      office={office}
      told={correction.told}
      effect={t(`effect.${office}`)}
      yes={t("approve")}
      no={t("refuse")}
      testid="correction"
      pending={decide.isPending}
      error={decide.error}
      onSay={(answer) => decide.mutate(answer)}
    />
  );
}
