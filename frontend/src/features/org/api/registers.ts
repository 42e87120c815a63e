import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { PersonRef } from "@/api/types";

export type RegisterKind = "phone" | "room" | "secrecy";

/** A line of the registers at the door. */
export interface RegisterLine {
  id: string;
  kind: RegisterKind;
  name: string;
  number: string;
  text: string;
  by: PersonRef;
  at: string;
  ended_by: PersonRef | null;
  ended_at: string | null;
  struck_by: PersonRef | null;
  struck_at: string | null;
  struck_for: string;
}

/** All lines of an edition, and whether this person writes. */
export const registersQuery = (edition: string) =>
  queryOptions({
    queryKey: ["org", "registers", edition],
    queryFn: () =>
      api.get<{ lines: RegisterLine[]; writes: boolean }>(`editions/${edition}/registers`),
    refetchInterval: 10_000,
  });

const refresh = () => queryClient.invalidateQueries({ queryKey: ["org", "registers"] });

export interface LineSent {
  kind: RegisterKind;
  name: string;
  number: string;
  text: string;
}

/** Writes a line. */
export const useLineAdd = (edition: string) =>
  useMutation({
    mutationFn: (line: LineSent) =>
      api.post<RegisterLine>(`editions/${edition}/registers`, { ...line }),
    onSettled: refresh,
  });

/** Handed back, or left. */
export const useLineEnd = (line: string) =>
  useMutation({
    mutationFn: () => api.post<RegisterLine>(`register-lines/${line}/end`, {}),
    onSettled: refresh,
  });

/** A line that was a mistake stays, struck. */
export const useLineStrike = (line: string) =>
  useMutation({
    mutationFn: (reason: string) =>
      api.post<RegisterLine>(`register-lines/${line}/strike`, { reason }),
    onSettled: refresh,
  });
