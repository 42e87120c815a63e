import { api } from "@/api/client";

export const REASONS = ["wrong_row", "misheard", "arithmetic", "other"] as const;

export interface Correction {
  id: string;
  sheet: string;
  /** The sheet with the new mark, once two people have agreed. */
  successor: string | null;
  criterion: string;
  value: string;
  replaced: string | null;
  reason: (typeof REASONS)[number];
  text: string;
  state: "open" | "withdrawn" | "approved" | "refused";
  requested_at: string;
  refused_for: string;
}

/** What this judge has asked to be corrected, the newest first. */
export const correctionsQuery = {
  queryKey: ["judge", "corrections"],
  queryFn: () => api.get<Correction[]>("judge/corrections"),
};

export const correctionAsk = (
  sheet: string,
  body: Pick<Correction, "criterion" | "value" | "reason" | "text">,
) => api.post<Correction>(`sheets/${sheet}/corrections`, body);

export const correctionWithdraw = (id: string) =>
  api.post<Correction>(`judge/corrections/${id}/withdraw`);
