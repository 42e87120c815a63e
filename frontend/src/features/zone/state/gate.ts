import { ProblemError } from "@/api/problem";
import type { Named, Project, Stage } from "../api/types";

/** What a wish to move comes to, before the server is asked. */
export type Plan =
  | { kind: "go" }
  | { kind: "ask"; proof: Named[]; reason: boolean }
  | { kind: "closed"; missing: Named[] }
  | { kind: "no_way" };

/** Stages before the present one where the project has been: going back corrects a mistake. */
export function corrections(project: Project, stages: Stage[]): string[] {
  const here = stages.find((stage) => stage.id === project.stage);
  if (!here || here.seq === null) return [];
  const limit = here.seq;
  const been = new Set(project.events.flatMap((event) => [event.from_stage, event.to_stage]));
  return stages
    .filter((stage) => stage.seq !== null && stage.seq < limit && been.has(stage.id))
    .map((stage) => stage.id);
}

/** Whether the project may go there, what it lacks, or what the mover must say. */
export function planMove(project: Project, to: string, stages: Stage[]): Plan {
  const gate = project.gates[to];
  if (!gate) {
    const back = corrections(project, stages).includes(to);
    return back ? { kind: "ask", proof: [], reason: true } : { kind: "no_way" };
  }
  if (!gate.open) return { kind: "closed", missing: gate.missing_items };
  const aside = stages.find((stage) => stage.id === to)?.terminal ?? false;
  if (gate.proof.length > 0 || aside) return { kind: "ask", proof: gate.proof, reason: aside };
  return { kind: "go" };
}

/** A step forward or aside can be taken back as a correction; a correction or a return cannot. */
export function canUndo(from: Stage, to: Stage): boolean {
  return from.seq !== null && (to.seq === null || to.seq > from.seq);
}

/** What a refusal of the server says is missing; empty where it is about something else. */
export function missingIn(error: unknown): Named[] {
  if (!(error instanceof ProblemError)) return [];
  const { missing } = error.body;
  return Array.isArray(missing) ? (missing as Named[]) : [];
}

/** Where on the project's page a missing item is put right. */
export function remedyOf(code: string): string {
  if (code.startsWith("check.") || code === "screening_checks_done") return "checks";
  if (code === "manager_named") return "owner";
  return code.startsWith("branch_") ? "branch" : "facts";
}
