import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";

/** A mark that took the place of another; null is *not scored*. */
export interface OwnChange {
  sheet: string;
  criterion: string;
  before: string | null;
  after: string | null;
  at: string;
}

export const changesQuery = queryOptions({
  queryKey: ["judge", "changes"],
  queryFn: async () => (await api.get<{ changes: OwnChange[] }>("judge/changes")).changes,
  staleTime: 2_000,
});
