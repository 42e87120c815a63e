import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "./client";
import { queryClient } from "./query";
import type { Bilingual, Session } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => api.get<Session>("session"),
  staleTime: 60_000,
});

/** Who is signed in here; the first call also leaves the CSRF cookie. */
export const useSession = () => useQuery(sessionQuery);

/** Changes the account's language or the person's name, and remembers the answer. */
export async function sessionPatch(change: {
  language?: string;
  name?: Partial<Bilingual>;
}): Promise<Session> {
  await api.patch<unknown>("session", change);
  return queryClient.fetchQuery({ ...sessionQuery, staleTime: 0 });
}
