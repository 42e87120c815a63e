import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Eligibility } from "./types";

/** What the machine found and what the desk decided; null before a submission. */
export const eligibilityQuery = (entry: string) =>
  queryOptions({
    queryKey: ["org", "entry", entry, "eligibility"],
    queryFn: () => api.get<Eligibility | null>(`entries/${entry}/eligibility`),
  });

export interface Decision {
  decision: "accept" | "return" | "reject";
  reason?: string;
}

/** The desk's decision; everything about the entry is read again afterwards. */
export function useDecide(entry: string) {
  return useMutation({
    mutationFn: (decision: Decision) =>
      api.post<Eligibility>(`entries/${entry}/eligibility`, decision),
    onSuccess: async () => {
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: ["org", "entry", entry] }),
        queryClient.invalidateQueries({ queryKey: ["org", "entries"] }),
      ]);
    },
  });
}
