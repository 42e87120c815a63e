import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import type { EditionDetail, EditionSummary, Page, Session } from "@/api/types";

/** Which room this screen shows. */
export interface Place {
  round: string;
}

export type Found =
  { kind: "looking" } | { kind: "nobody" } | { kind: "nothing" } | { kind: "found"; place: Place };

/** The edition that the emcee works for: named by the role, else the host's newest. */
async function editionOf(session: Session): Promise<EditionDetail | null> {
  const role = session.memberships.find((each) => each.role === "emcee");
  if (!role) return null;
  if (role.scope_id) return api.get<EditionDetail>(`editions/${role.scope_id}`);
  const { results } = await api.get<Page<EditionSummary>>("editions");
  const own = results.filter((each) => each.host.id === role.host.id);
  const newest = own.sort((a, b) => b.opens_at.localeCompare(a.opens_at))[0];
  return newest ? api.get<EditionDetail>(`editions/${newest.id}`) : null;
}

/** From its address, else the emcee's edition and the round that was begun last. */
async function placeOf(session: Session): Promise<Place | null> {
  const named = new URLSearchParams(location.search).get("round");
  if (named) return { round: named };
  const edition = await editionOf(session);
  const rounds = [...(edition?.rounds ?? [])].sort((a, b) => a.seq - b.seq);
  const running = rounds.filter((round) => round.state !== "prepared").at(-1) ?? rounds.at(-1);
  return running ? { round: running.id } : null;
}

/** The room of a paired browser; null for any other. */
async function ownScreen(): Promise<{ round: string } | null> {
  try {
    return await api.get<{ round: string }>("screen");
  } catch (error) {
    if (error instanceof ProblemError && error.status === 404) return null;
    throw error;
  }
}

/** Where this browser belongs, as the server knows it; `looking` while it does not answer. */
export async function placeFind(): Promise<Found> {
  try {
    const screen = await ownScreen();
    if (screen) return { kind: "found", place: { round: screen.round } };
    const session = await api.get<Session>("session");
    if (!session.signed_in) return { kind: "nobody" };
    const place = await placeOf(session);
    return place ? { kind: "found", place } : { kind: "nothing" };
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) return { kind: "nobody" };
    return { kind: "looking" };
  }
}
