import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { components } from "@/api/schema";

export type Screens = components["schemas"]["ScreensBody"];
export type RoomScreen = Screens["screens"][number];

/** The paired screens of a round's hall. */
export const screensQuery = (round: string) =>
  queryOptions({
    queryKey: ["org", "screens", round],
    queryFn: () => api.get<Screens>(`rounds/${round}/screens`),
    refetchInterval: 10_000,
  });

const refresh = (round: string) =>
  queryClient.invalidateQueries({ queryKey: ["org", "screens", round] });

/** Take in the browser that shows the code. */
export const useScreenPair = (round: string) =>
  useMutation({
    mutationFn: (sent: { code: string; label: string; room?: string }) =>
      api.post<RoomScreen>(`rounds/${round}/screens`, sent, {
        idempotencyKey: crypto.randomUUID(),
      }),
    onSettled: () => refresh(round),
  });

export const useScreenUnpair = (round: string) =>
  useMutation({
    mutationFn: (screen: string) => api.delete<undefined>(`rounds/${round}/screens/${screen}`),
    onSettled: () => refresh(round),
  });
