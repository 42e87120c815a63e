import type { Publication, PublicationKind, Round } from "../api/types";

const LIVE = new Set(["prepared", "approved", "armed", "opened"]);

/** The publication of a kind that stands; one that was dropped makes room for another. */
export const liveOf = (round: Round, kind: PublicationKind) =>
  round.publications.find((each) => each.kind === kind && LIVE.has(each.state));

export type PrepareReason = "not_locked" | "not_proposed" | "organizer_only";

/** Why a list cannot be prepared now, or null. */
export function prepareReason(
  round: Round,
  kind: PublicationKind,
  roles: Set<string>,
): PrepareReason | null {
  if (round.result?.state !== "locked") return "not_locked";
  if (kind === "final" && liveOf(round, "proposed")?.state !== "opened") return "not_proposed";
  return roles.has("organizer") ? null : "organizer_only";
}

/** Why somebody cannot approve, or null. */
export function approveReason(
  publication: Pick<Publication, "prepared_by">,
  roles: Set<string>,
  me: string | undefined,
): "same_person" | "verifier_only" | null {
  if (publication.prepared_by.id === me) return "same_person";
  return roles.has("verifier") && !roles.has("witness") ? null : "verifier_only";
}

/** Why somebody cannot open what was approved, or null. */
export function openReason(
  publication: Pick<Publication, "state">,
  roles: Set<string>,
): "not_approved" | "not_yours" | null {
  if (publication.state === "prepared") return "not_approved";
  const verifies = roles.has("verifier") && !roles.has("witness");
  return roles.has("organizer") || verifies ? null : "not_yours";
}

/** Whether a list's steps are offered at all: a witness is offered none, not even with a reason. */
export const mayDecide = (roles: Set<string>) => !roles.has("witness") || roles.has("organizer");
