import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import { projectsQuery } from "./projects";
import type { Card, Project } from "./types";

/** One project with its checks, moves and gates. */
export const projectQuery = (id: string) =>
  queryOptions({
    queryKey: ["project", id],
    queryFn: () => api.get<Project>(`projects/${id}`),
    staleTime: 5_000,
  });

/** Keeps the page and the card of a project as the server last gave them. */
export function projectKeep(project: Project): void {
  queryClient.setQueryData(projectQuery(project.id).queryKey, project);
  queryClient.setQueryData(projectsQuery.queryKey, (cards: Card[] | undefined) =>
    cards?.map((card) => (card.id === project.id ? { ...card, ...cardOf(project) } : card)),
  );
}

/** The part of a page that a card shows. */
function cardOf(project: Project): Partial<Card> {
  const done = project.checks.filter((check) => check.done).length;
  const { stage, stage_since, due_at, owner, rev, branch } = project;
  const checks_count = { done, total: project.checks.length };
  return { stage, stage_since, due_at, owner, rev, branch, checks_count };
}
