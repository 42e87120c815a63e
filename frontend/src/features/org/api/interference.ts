import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";

/** That an entry was taken: all that anybody but the witness is told. */
export interface Receipt {
  id: string;
  filed_at: string;
}

/** An entry as the witness reads it. */
export interface Interference extends Receipt {
  by: PersonRef;
  who: string;
  said: string;
  happened_on: string | null;
}

/** The register, for the witness. */
export const interferenceQuery = (edition: string) =>
  queryOptions({
    queryKey: ["org", "interference", edition],
    queryFn: async () =>
      (await api.get<{ entries: Interference[] }>(`editions/${edition}/interference`)).entries,
    refetchInterval: 10_000,
  });

/** What one has filed oneself. */
export const receiptsQuery = (edition: string) =>
  queryOptions({
    queryKey: ["org", "interference", edition, "own"],
    queryFn: async () =>
      (await api.get<{ entries: Receipt[] }>(`editions/${edition}/interference/own`)).entries,
  });

/** Files an entry. */
export const useInterferenceFile = (edition: string) =>
  useMutation({
    mutationFn: (entry: { who: string; said: string; happened_on: string | null }) =>
      api.post<Receipt>(`editions/${edition}/interference`, { ...entry }),
    onSettled: () =>
      queryClient.invalidateQueries({ queryKey: ["org", "interference", edition, "own"] }),
  });
