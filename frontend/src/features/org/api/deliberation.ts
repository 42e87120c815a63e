import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import { queryClient } from "@/api/query";
import type { Deliberation, Mode, MotionDraft } from "./deliberationTypes";
import { rankingQuery } from "./ranking";
import { resultQuery } from "./results";

const LOOK_MS = 3_000;

/** The talk over a round's result; null where there was none. Votes arrive while it goes on. */
export const deliberationQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "deliberation", round],
    queryFn: async () => {
      try {
        return await api.get<Deliberation>(`rounds/${round}/deliberation`);
      } catch (error) {
        if (error instanceof ProblemError && error.status === 404) return null;
        throw error;
      }
    },
    refetchInterval: ({ state }) => (state.data?.state === "open" ? LOOK_MS : false),
  });

/** Everything that the organizer may do here; each answer is the deliberation as it then stands. */
export function useTalk(round: string) {
  const path = `rounds/${round}/deliberation`;
  const onSuccess = (now: Deliberation) =>
    queryClient.setQueryData(deliberationQuery(round).queryKey, now);
  const onSettled = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: rankingQuery(round).queryKey }),
      queryClient.invalidateQueries({ queryKey: resultQuery(round).queryKey }),
    ]);
  const send = (tail: string, body?: unknown) => api.post<Deliberation>(path + tail, body);
  return {
    open: useMutation({ mutationFn: (mode: Mode) => send("", { mode }), onSuccess, onSettled }),
    close: useMutation({ mutationFn: () => send("/close"), onSuccess, onSettled }),
    put: useMutation({
      mutationFn: (draft: MotionDraft) => send("/motions", draft),
      onSuccess,
    }),
    count: useMutation({
      mutationFn: (motion: string) => send(`/motions/${motion}/close`),
      onSuccess,
    }),
    record: useMutation({
      mutationFn: (motion: string) => send(`/motions/${motion}/record`),
      onSuccess,
      onSettled,
    }),
  };
}

export type Talk = ReturnType<typeof useTalk>;
