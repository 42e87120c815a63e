import { useTranslation } from "react-i18next";
import { useWords } from "@/lib/bilingual";
import type { GateItem } from "@/ui/GateChecklist";
import type { GateState, Project } from "../api/types";

/** The need that is made of the project's own questions. */
const QUESTIONS = "screening_checks_done";

/** A gate as a checklist; with the project also who met a condition, when, and by what. */
export function useGateItems(): (gate: GateState, project?: Project) => GateItem[] {
  const { t } = useTranslation("zone");
  const words = useWords();
  const questions = (gate: GateState, project: Project): GateItem[] =>
    project.checks.map((check) => {
      const code = `check.${check.code}`;
      const label = words(check.name);
      // Met is what the server's gate says, not what was pressed a moment ago.
      if (gate.missing.includes(code)) return { code, label, state: "missing" };
      const { done_by: by, done_at: at, note: proof } = check;
      return { code, label, state: "met", by, at, proof };
    });
  return (gate, project) => [
    ...gate.items.flatMap((item): GateItem[] => {
      if (item.code === QUESTIONS && project) return questions(gate, project);
      const { code } = item;
      const label = words(item.label);
      if (!item.met) return [{ code, label, state: "missing" }];
      const by = code === "manager_named" ? project?.owner : null;
      return [{ code, label, state: "met", by }];
    }),
    ...gate.proof.map((item): GateItem => ({
      code: item.code,
      label: t("gate.bring", { what: words(item.label) }),
      state: "bring",
    })),
  ];
}
