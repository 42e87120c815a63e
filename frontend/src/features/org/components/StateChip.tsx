import { useTranslation } from "react-i18next";

const TONES: Record<string, string> = {
  accepted: "ok",
  open: "ok",
  locked: "ok",
  opened: "ok",
  returned: "warn",
  prepared: "brand",
  approved: "brand",
  submitted: "brand",
  in_check: "brand",
  provisional: "brand",
  rejected: "bad",
  withdrawn: "",
  disqualified: "bad",
};

/** A state as a word in its tone. `of` names whose states they are. */
export function StateChip({ of, state }: { of: string; state: string }) {
  const { t } = useTranslation("org");
  return <span className={`ys-chip ${TONES[state] ?? ""}`}>{t(`${of}.${state}`)}</span>;
}
