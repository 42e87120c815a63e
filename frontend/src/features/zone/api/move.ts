import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import { projectKeep, projectQuery } from "./project";
import { projectsQuery } from "./projects";
import type { Card, MoveBody, Project } from "./types";

export interface Move extends MoveBody {
  id: string;
}

/** Moves a project; its card is there at once and goes back where the server refuses. */
export function useProjectMove() {
  const key = projectsQuery.queryKey;
  return useMutation({
    mutationFn: ({ id, ...body }: Move) => api.post<Project>(`projects/${id}/moves`, body),
    onMutate: async (move) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData(key);
      const stage_since = new Date().toISOString();
      queryClient.setQueryData(key, (cards: Card[] | undefined) =>
        cards?.map((card) =>
          card.id === move.id ? { ...card, stage: move.to, stage_since } : card,
        ),
      );
      return { before };
    },
    onError: (_error, move, context) => {
      if (context?.before) queryClient.setQueryData(key, context.before);
      void queryClient.invalidateQueries({ queryKey: projectQuery(move.id).queryKey });
    },
    onSuccess: projectKeep,
  });
}
