import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { components } from "@/api/schema";
import { roundRefresh } from "./round";
import type { Draw, DrawKind, RoundSlot } from "./types";

export type DrawSheet = components["schemas"]["DrawSheetBody"];
export type DrawEntry = components["schemas"]["DrawEntry"];
export type DrawPaper = components["schemas"]["PaperBody"];
export type Lot = components["schemas"]["LotBody"];
/** Entry numbers by room, in the order that was drawn. */
export type Orders = Record<string, string[]>;

const keyOf = (round: string) => ["org", "draw", round];

/** Rooms and entries of a draw that is committed, with lots and paper. */
export const drawQuery = (round: string) =>
  queryOptions({
    queryKey: keyOf(round),
    queryFn: () => api.get<DrawSheet>(`rounds/${round}/draw`),
  });

const refresh = async (round: string) => {
  await queryClient.invalidateQueries({ queryKey: keyOf(round) });
  await roundRefresh(round);
};

/** Fixes the list, and a seed unless it is drawn on paper; one's own only in a demo edition. */
export function useDrawCommit(round: string) {
  return useMutation({
    mutationFn: ({ kind, seed }: { kind: DrawKind; seed: string }) =>
      api.post<Draw>(`rounds/${round}/draw`, seed ? { kind, seed } : { kind }),
    onSettled: () => refresh(round),
  });
}

/** Opens the seed: from now on the running order stands. */
export function useDrawReveal(round: string) {
  return useMutation({
    mutationFn: () => api.post<{ slots: RoundSlot[] }>(`rounds/${round}/draw/reveal`),
    onSettled: () => refresh(round),
  });
}

/** A team takes the lot on top of its pot. */
export function useLotTake(round: string) {
  return useMutation({
    mutationFn: (entry: string) => api.post<Lot>(`rounds/${round}/draw/lots`, { entry }),
    onSettled: () => refresh(round),
  });
}

const listed = (orders: Orders) =>
  Object.entries(orders).map(([room, entries]) => ({ room, entries }));

/** Types what was drawn on paper; nothing holds before somebody else gives the same. */
export function usePaperType(round: string) {
  return useMutation({
    mutationFn: (paper: { orders: Orders; form: string; scan: string }) =>
      api.post<DrawPaper>(`rounds/${round}/draw/paper`, {
        orders: listed(paper.orders),
        form: paper.form,
        scan_sha256: paper.scan,
      }),
    onSettled: () => refresh(round),
  });
}

/** The second person gives the order as she reads it. */
export function usePaperConfirm(round: string) {
  return useMutation({
    mutationFn: ({ orders, check }: { orders: Orders; check: "typed" | "read" }) =>
      api.post<{ slots: RoundSlot[] }>(`rounds/${round}/draw/paper/confirm`, {
        orders: listed(orders),
        check,
      }),
    onSettled: () => refresh(round),
  });
}

/** The record of the draw, for whoever wants to check it. */
export const recordGet = (round: string) =>
  api.get<components["schemas"]["DrawRecordBody"]>(`rounds/${round}/draw/record`);
