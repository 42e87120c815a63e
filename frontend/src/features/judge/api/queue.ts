import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Queue } from "./types";

export const queueQuery = queryOptions({
  queryKey: ["judge", "queue"],
  queryFn: () => api.get<Queue>("judge/queue"),
  staleTime: 10_000,
});
