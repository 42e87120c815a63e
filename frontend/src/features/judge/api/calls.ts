import { api } from "@/api/client";

export const CALLS = ["technical", "question", "other"] as const;

/** Asks a member of staff to the judge's table. */
export const staffCall = (code: (typeof CALLS)[number]) =>
  api.post<unknown>("judge/calls", { code });
