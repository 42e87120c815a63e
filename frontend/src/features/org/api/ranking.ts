import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { RankedEntry, RankedJudges, Ranking, WhatIf } from "./rankingTypes";

const LIVE_MS = 15_000;
const once = () => ({ idempotencyKey: crypto.randomUUID() });

/** A round's ranking; read again by itself while marks still arrive. */
export const rankingQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "ranking", round],
    queryFn: () => api.get<Ranking>(`rounds/${round}/ranking`),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? LIVE_MS : false),
  });

/** How one entry came to its place; `version` is what the ranking on screen was made of. */
export const rankedEntryQuery = (round: string, entry: string, version: string | null) =>
  queryOptions({
    queryKey: ["org", "ranking", round, "entry", entry, version],
    queryFn: () => api.get<RankedEntry>(`rounds/${round}/ranking/entries/${entry}`),
  });

/** What a model says of each judge; refused while other rules are closed. */
export const rankedJudgesQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "ranking", round, "judges"],
    queryFn: () => api.get<RankedJudges>(`rounds/${round}/ranking/judges`),
    retry: false,
  });

export interface Trial {
  rule: string;
  cut: number | null;
}

/** The same sheets under another rule. Each look is logged, so nothing asks by itself. */
export const useWhatIf = (round: string) =>
  useMutation({
    mutationFn: (trial: Trial) => api.post<WhatIf>(`rounds/${round}/what-if`, trial, once()),
  });

/** Asks to look at other rules, vouches for that, or closes it again. */
export function useOpening(round: string) {
  const onSettled = () => queryClient.invalidateQueries({ queryKey: ["org", "ranking", round] });
  const path = `rounds/${round}/what-if-opening`;
  return {
    ask: useMutation({
      mutationFn: (reason: string) => api.post<unknown>(path, { reason }, once()),
      onSettled,
    }),
    attest: useMutation({
      mutationFn: () => api.post<unknown>(`${path}/attest`, {}, once()),
      onSettled,
    }),
    close: useMutation({ mutationFn: () => api.delete(path), onSettled }),
  };
}
