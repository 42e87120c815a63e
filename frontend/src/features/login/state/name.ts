import type { Session } from "@/api/types";

/** A new person is called by the address until they say their name. */
export function needsName(session: Session | undefined): boolean {
  if (!session?.signed_in || !session.person) return false;
  const name = session.person.name.zh.trim();
  const local = session.account?.email?.split("@")[0] ?? "";
  return name === "" || (local !== "" && name === local);
}
