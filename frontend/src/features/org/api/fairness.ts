import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";

const SOON_MS = 2_000;

export interface FairnessFile {
  url: string;
  size: number;
  sha256: string;
  pages: number;
}
export interface FairnessReport {
  id: string;
  state: "waiting" | "made" | "failed";
  sight: "kept" | "published";
  version: number;
  content_hash: string | null;
  zh: FairnessFile | null;
  en: FairnessFile | null;
  asked_by: PersonRef;
  asked_at: string;
  made_at: string | null;
  decided_by: PersonRef | null;
  decided_at: string | null;
}
export interface Fairness {
  can_make: boolean;
  can_publish: boolean;
  /** Whether this person may publish it or keep it. */
  decides: boolean;
  report: FairnessReport | null;
}

/** The report of a round's locked result; read again by itself while it is being made. */
export const fairnessQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "fairness", round],
    queryFn: () => api.get<Fairness>(`rounds/${round}/fairness`),
    refetchInterval: ({ state }) => (state.data?.report?.state === "waiting" ? SOON_MS : false),
  });

/** Has it made (nothing after `fairness`), publishes it or keeps it. */
export const useFairness = (round: string, verb: "" | "/publish" | "/keep") =>
  useMutation({
    mutationFn: () =>
      api.post<Fairness>(
        `rounds/${round}/fairness${verb}`,
        {},
        { idempotencyKey: crypto.randomUUID() },
      ),
    onSuccess: (found) => queryClient.setQueryData(fairnessQuery(round).queryKey, found),
  });
