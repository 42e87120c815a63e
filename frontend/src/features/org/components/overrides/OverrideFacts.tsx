import { IconCheck, IconHourglass, IconPencil, IconX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import { When } from "@/ui/When";
import type { Override } from "../../api/overrides";

interface Props {
  override: Override;
  zone: string;
  names: (numbers: number[]) => string;
}

const FACES = {
  proposed: IconHourglass,
  approved: IconCheck,
  refused: IconX,
  withdrawn: IconX,
  lapsed: IconX,
} as const;

/** One proposal: who is missing, why, and what the two people said. */
export function OverrideFacts({ override, zone, names }: Props) {
  const { t } = useTranslation("overrides");
  const words = useWords();
  const { state, missing, counts, reason, decided_by, decided_at } = override;
  const Face = FACES[state];
  return (
    <div className="og-override" data-testid="override" data-state={state}>
      <p className="who">
        <b>
          {override.kind === "late"
            ? t("lateBack")
            : missing.length > 0
              ? t("without", { names: names(missing), count: missing.length })
              : t("few")}
        </b>
        <small>
          {override.entry.number} {override.entry.title}
        </small>
      </p>
      <p>
        <q>{reason}</q>
      </p>
      {counts && <p className="ys-small">{t(`counts.${counts}`)}</p>}
      <ul>
        <li>
          <IconPencil size={18} stroke={2} aria-hidden />
          <span>{t("proposed", { name: words(override.proposed_by.name) })}</span>
          <When at={override.proposed_at} zone={zone} />
        </li>
        <li className={state}>
          <Face size={18} stroke={2} aria-hidden />
          <span>
            {t(
              override.kind === "late" && state === "approved" ? "lateApproved" : `state.${state}`,
              { name: words(decided_by?.name) },
            )}
            {override.words && <q>{override.words}</q>}
          </span>
          {decided_at && <When at={decided_at} zone={zone} />}
        </li>
      </ul>
    </div>
  );
}
