import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { roundRefresh } from "./round";
import type { Round } from "./types";

/** Opens or closes a round. */
export function useRoundTurn(round: string, verb: "open" | "close") {
  return useMutation({
    mutationFn: () => api.post<Round>(`rounds/${round}/${verb}`),
    onSettled: () => roundRefresh(round),
  });
}
