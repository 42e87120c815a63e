import { queryOptions, useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
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

/** What is read from the result is asked for again when a motion took effect, whoever did it. */
export function useEffects(round: string, talk: Deliberation | null): void {
  const taken = (talk?.motions ?? [])
    .map(({ id, recorded_at, rescore }) => `${id} ${recorded_at ?? ""} ${rescore?.state ?? ""}`)
    .join();
  const seen = useRef(taken);
  useEffect(() => {
    if (seen.current === taken) return;
    seen.current = taken;
    void queryClient.invalidateQueries({ queryKey: rankingQuery(round).queryKey });
    void queryClient.invalidateQueries({ queryKey: resultQuery(round).queryKey });
  }, [round, taken]);
}

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
    endAgain: useMutation({
      mutationFn: ({ motion, reason }: { motion: string; reason: string }) =>
        send(`/motions/${motion}/rescore/end`, { reason }),
      onSuccess,
      onSettled,
    }),
  };
}

export type Talk = ReturnType<typeof useTalk>;
