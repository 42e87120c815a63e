import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Queue } from "./types";

/** The age of a queue that the device remembered: older than any that the server gave. */
export const RECALLED = 1;

export const queueQuery = queryOptions({
  queryKey: ["judge", "queue"],
  queryFn: () => api.get<Queue>("judge/queue"),
  staleTime: 10_000,
});
