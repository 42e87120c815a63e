import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSession } from "@/api/session";
import { useNow } from "@/ui/When";
import { projectsQuery } from "../api/projects";
import { type Filter, isLate, matches } from "./filter";

/** The cards that a filter leaves, with what is needed to say why there are none. */
export function useShown(filter: Filter) {
  const projects = useQuery(projectsQuery);
  const session = useSession();
  const now = useNow();
  const me = session.data?.person?.id ?? null;
  const all = useMemo(() => projects.data ?? [], [projects.data]);
  const cards = useMemo(
    () => all.filter((card) => matches(card, filter, me, now)),
    [all, filter, me, now],
  );
  return { projects, all, cards, now, late: all.filter((card) => isLate(card, now)).length };
}
