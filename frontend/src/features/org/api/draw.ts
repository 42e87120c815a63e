import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { roundRefresh } from "./round";
import type { Draw, Slot } from "./types";

/** Commits to a seed and fixes the list; a seed of one's own only in a demo edition. */
export function useDrawCommit(round: string) {
  return useMutation({
    mutationFn: (seed: string) => api.post<Draw>(`rounds/${round}/draw`, seed ? { seed } : {}),
    onSettled: () => roundRefresh(round),
  });
}

/** Opens the seed: from now on the running order stands. */
export function useDrawReveal(round: string) {
  return useMutation({
    mutationFn: () => api.post<{ slots: Slot[] }>(`rounds/${round}/draw/reveal`),
    onSettled: () => roundRefresh(round),
  });
}
