import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { roundRefresh } from "./round";

export interface SeatLink {
  id: string;
  url: string;
  expires_at: string;
}

/** A fresh link for a seat; its address is in this answer and nowhere else: each press makes one. */
export const useSeatLink = (seat: string) =>
  useMutation({
    mutationFn: () =>
      api.post<SeatLink>(`seats/${seat}/invitations`, {}, { idempotencyKey: crypto.randomUUID() }),
  });

/** A conflict that the office found: the seat does not score the entry. */
export function useSeatRecuse(round: string) {
  return useMutation({
    mutationFn: (body: { seat: string; entry: string; reason: string }) =>
      api.post<unknown>(`seats/${body.seat}/recusals`, { entry: body.entry, reason: body.reason }),
    onSuccess: () => roundRefresh(round),
  });
}
