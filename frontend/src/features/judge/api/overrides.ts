import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

export const COUNTS = ["mean", "nothing"] as const;

/** A proposal to seal a team although sheets are missing, as the panel's chair sees it. */
export interface ChairOverride {
  id: string;
  slot: string;
  kind: "seal" | "late";
  state: "proposed" | "approved" | "refused" | "withdrawn" | "lapsed";
  /** Numbers of the seats that are left out. */
  missing: number[];
  reason: string;
  words: string;
  may: ("decide" | "withdraw")[];
}

/** Newest first; asked for anew when the room moves. */
export const chairOverridesQuery = (round: string) =>
  queryOptions({
    queryKey: ["judge", "corrections", "overrides", round],
    queryFn: async () =>
      (await api.get<{ overrides: ChairOverride[] }>(`rounds/${round}/overrides`)).overrides,
  });

export interface Proposal {
  reason: string;
  counts?: (typeof COUNTS)[number];
}

export const overridePropose = (slot: string, proposal: Proposal) =>
  api.post(`slots/${slot}/overrides`, { ...proposal });

export const overrideWithdraw = (id: string) => api.post(`overrides/${id}/withdraw`);
