import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { components } from "@/api/schema";

export type CodeEntered = components["schemas"]["CodeEntered"];
export type CodesOpen = components["schemas"]["CodesOpen"];

/** Editions whose codes let in now, and where this browser stands; asked again while it waits. */
export const codeQuery = queryOptions({
  queryKey: ["join", "code"],
  queryFn: () => api.get<CodesOpen>("join/code", { quiet401: true }),
  refetchInterval: ({ state }) => (state.data?.request?.state === "waiting" ? 2_000 : false),
});

/** Tries six digits. */
export const codePost = (body: { edition: string; code: string; device_label: string }) =>
  api.post<CodeEntered>("join/code", body, { quiet401: true });

/** The button below the judge's name: binds this browser and opens the session. */
export const codeTake = (device: { device_key: string; device_label: string; proof?: string }) =>
  api.post<CodeEntered>("join/code/seat", device, { quiet401: true });
