import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { components } from "@/api/schema";
import { roundRefresh } from "./round";

export type Substitutions = components["schemas"]["RoundSubstitutionsBody"];
export type FreePlace = Substitutions["places"][number];
export type Substitution = Substitutions["substitutions"][number];

const keyOf = (round: string) => ["org", "substitutions", round];

/** Places that entries left before the round, whom the rules put in, and who moved up. */
export const substitutionsQuery = (round: string) =>
  queryOptions({
    queryKey: keyOf(round),
    queryFn: () => api.get<Substitutions>(`rounds/${round}/substitutions`),
  });

const refresh = async (round: string) => {
  await queryClient.invalidateQueries({ queryKey: keyOf(round) });
  await roundRefresh(round);
};

export const useSubstitute = (round: string) =>
  useMutation({
    mutationFn: (asked: { left: string; reason: string }) =>
      api.post<Substitution>(`rounds/${round}/substitutions`, asked),
    onSettled: () => refresh(round),
  });

export const useSubstitutionUndo = (round: string) =>
  useMutation({
    mutationFn: (substitution: string) =>
      api.post<Substitution>(`substitutions/${substitution}/undo`),
    onSettled: () => refresh(round),
  });
