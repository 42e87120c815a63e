import { infiniteQueryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { cursorOf } from "@/lib/pages";
import type { Page } from "@/api/types";
import type { Prospect } from "./types";

/** Accepted entries whose teams let the zone see them; page by page. */
export const prospectsQuery = infiniteQueryOptions({
  queryKey: ["prospects"],
  queryFn: ({ pageParam }) =>
    api.get<Page<Prospect>>("prospects", { query: { cursor: pageParam } }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (page) => cursorOf(page.next),
});
