import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { GateItem } from "@/ui/GateChecklist";
import type { GateState, Project } from "../api/types";

/** A gate as a checklist; with the project also who met a condition, when, and by what. */
export function useGateItems(): (gate: GateState, project?: Project) => GateItem[] {
  const { t } = useTranslation("zone");
  const words = useWords();
  return (gate, project) => [
    ...gate.items.map((item): GateItem => {
      const label = words(item.label);
      if (!item.met) return { code: item.code, label, state: "missing" };
      const check = project?.checks.find(({ code }) => item.code === `check.${code}`);
      return {
        code: item.code,
        label,
        state: "met",
        by: check?.done_by ?? (item.code === "manager_named" ? project?.owner : null),
        at: check?.done_at,
        proof: check?.note,
      };
    }),
    ...gate.proof.map((item): GateItem => ({
      code: item.code,
      label: t("gate.bring", { what: words(item.label) }),
      state: "bring",
    })),
  ];
}
