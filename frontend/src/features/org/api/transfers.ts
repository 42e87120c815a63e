import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { components } from "@/api/schema";
import { roundRefresh } from "./round";

export type Transfers = components["schemas"]["TransfersBody"];
export type Transfer = Transfers["transfers"][number];

const keyOf = (round: string) => ["org", "transfers", round];

/** Teams that are heard in another room than they drew, and those for whom it is asked. */
export const transfersQuery = (round: string) =>
  queryOptions({
    queryKey: keyOf(round),
    queryFn: () => api.get<Transfers>(`rounds/${round}/transfers`),
  });

const refresh = async (round: string) => {
  await queryClient.invalidateQueries({ queryKey: keyOf(round) });
  await roundRefresh(round);
};

export const useTransferAsk = (round: string) =>
  useMutation({
    mutationFn: (asked: { slot: string; room: string; reason: string }) =>
      api.post<Transfer>(`rounds/${round}/transfers`, asked),
    onSettled: () => refresh(round),
  });

export const useTransferDecide = (round: string) =>
  useMutation({
    mutationFn: ({ transfer, approves }: { transfer: string; approves: boolean }) =>
      api.post<Transfer>(`transfers/${transfer}/decide`, { approves }),
    onSettled: () => refresh(round),
  });
