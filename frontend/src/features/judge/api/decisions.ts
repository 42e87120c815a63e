import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Bilingual } from "@/api/types";
import type { REASONS } from "./corrections";

/** What a colleague wants corrected, as the panel's chair sees it. */
export interface Asked {
  id: string;
  seat: number;
  judge: Bilingual;
  entry: { id: string; number: string; title: string };
  criterion: string;
  reason: (typeof REASONS)[number];
  state: "open" | "approved" | "refused";
  told: boolean;
  was: string | null;
  value: string | null;
  text: string;
  /** The offices for which this judge may speak now. */
  may: string[];
}

export const asked = ({ may }: Asked) => may.includes("panel");

export const decisionsQuery = (round: string) =>
  queryOptions({
    queryKey: ["judge", "corrections", "chair", round],
    queryFn: async () =>
      (await api.get<{ corrections: Asked[] }>(`rounds/${round}/corrections`)).corrections,
  });

export const chairDecide = (id: string, approves: boolean, words: string) =>
  api.post<Asked>(`corrections/${id}/decide`, { office: "panel", approves, words });
