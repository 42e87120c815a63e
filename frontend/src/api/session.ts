import { queryOptions, useQuery } from "@tanstack/react-query";
import { forgetWaitingFiles } from "@/lib/waiting";
import { api, request } from "./client";
import { ProblemError } from "./problem";
import { queryClient } from "./query";
import type { Bilingual, Session } from "./types";

export const sessionQuery = queryOptions({
  queryKey: ["session"],
  queryFn: () => api.get<Session>("session"),
  staleTime: 60_000,
  // The page that shows the failure asks for the session too: it must not start all over.
  retryOnMount: false,
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

/** Ends the session of this browser; the sign-in service answers 401 when it is gone. */
export async function signOut(): Promise<void> {
  try {
    await request("DELETE", "/_allauth/browser/v1/auth/session", { quiet401: true });
  } catch (error) {
    if (!(error instanceof ProblemError && error.status === 401)) throw error;
  }
  // Where the browser keeps nothing there is nothing to remove.
  await forgetWaitingFiles().catch(() => undefined);
  queryClient.clear();
}
