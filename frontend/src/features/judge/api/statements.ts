import { api } from "@/api/client";

export const ndaSign = (nda: { version: number; hash: string }) =>
  api.post<unknown>("judge/nda", { version: nda.version, hash: nda.hash });

/** Answers the conflict question of one entry; `detail` only where there is one. */
export const conflictState = (answer: { entry: string; has_conflict: boolean; detail?: string }) =>
  api.post<unknown>("judge/conflicts", answer);

export const recusalDeclare = (recusal: { entry: string; reason: string }) =>
  api.post<unknown>("judge/recusals", recusal);
