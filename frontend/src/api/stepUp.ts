import type { ProblemError } from "./problem";

/** What a refusal asks for before the same request may be sent again. */
const ASKED = new Set(["step_up_required", "second_factor_missing", "email_code_required"]);

type Ask = (problem: ProblemError) => Promise<boolean>;
let ask: Ask | null = null;
let asking: Promise<boolean> | null = null;

/** Names who asks the person for the second factor. Returns the way to stop. */
export function onStepUp(listener: Ask): () => void {
  ask = listener;
  return () => {
    if (ask === listener) ask = null;
  };
}

/** True once the person has shown what the refusal asked for; several requests ask once. */
export async function stepUpFor(problem: ProblemError): Promise<boolean> {
  if (!ask || !ASKED.has(problem.code)) return false;
  asking ??= ask(problem).finally(() => (asking = null));
  return asking;
}
