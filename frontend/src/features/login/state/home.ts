import type { Session } from "@/api/types";

const ZONE = new Set([
  "investment_manager",
  "project_lead",
  "review_secretary",
  "decision_member",
  "fund_officer",
  "zone_leader",
  "steward",
]);

/** Only a path of this site may be the way on; anything else is ignored. */
export function safeNext(next: string | null): string | null {
  return next && /^\/(?![/\\])/.test(next) ? next : null;
}

/** Where a person goes after signing in: where they wanted to, else the page of their role. */
export function homeOf(session: Session | undefined, search: URLSearchParams): string {
  const next = safeNext(search.get("next"));
  if (next) return next;
  const roles = session?.memberships.map((membership) => membership.role) ?? [];
  if (roles.some((role) => ZONE.has(role))) return "/zone";
  if (roles.length > 0 && roles.every((role) => role === "emcee")) return "/screen/emcee";
  if (roles.length > 0) return "/org";
  return session?.seats.length && !session.teams.length ? "/judge" : "/team";
}
