import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { components } from "@/api/schema";

export type Devices = components["schemas"]["DevicesBody"];
export type DeskSeat = Devices["seats"][number];
export type WaitingDevice = Devices["waiting"][number];
export type Slips = components["schemas"]["CodesBody"];

export interface Window {
  opens_at: string;
  closes_at: string;
}

/** Seats with their devices and codes, and who waits; somebody may come at any moment. */
export const devicesQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "devices", round],
    queryFn: () => api.get<Devices>(`rounds/${round}/devices`),
    refetchInterval: 3_000,
  });

const refresh = (round: string) =>
  queryClient.invalidateQueries({ queryKey: ["org", "devices", round] });

/** Fresh codes for every seat, or for one; the digits are in this answer and nowhere else. */
export const useCodesIssue = (round: string) =>
  useMutation({
    mutationFn: ({ window, seat }: { window: Window; seat?: string }) =>
      api.post<Slips>(seat ? `seats/${seat}/table-code` : `rounds/${round}/table-codes`, window, {
        idempotencyKey: crypto.randomUUID(),
      }),
    onSuccess: () => refresh(round),
  });

export const useCodeRevoke = (round: string) =>
  useMutation({
    mutationFn: (seat: string) => api.delete<undefined>(`seats/${seat}/table-code`),
    onSettled: () => refresh(round),
  });

export const useDeviceEnd = (round: string) =>
  useMutation({
    mutationFn: ({ seat, device }: { seat: string; device: string }) =>
      api.delete<undefined>(`seats/${seat}/devices/${device}`),
    onSettled: () => refresh(round),
  });

export const useDecideDevice = (round: string) =>
  useMutation({
    mutationFn: ({ request, decision }: { request: string; decision: "approve" | "refuse" }) =>
      api.post<WaitingDevice>(`code-requests/${request}/decision`, { decision }),
    onSettled: () => refresh(round),
  });
