import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import { projectKeep, projectQuery } from "./project";
import type { Project } from "./types";

export interface CheckAnswer {
  code: string;
  done: boolean;
  note: string;
}

/** Answers a screening question; shown at once, taken back where the server refuses. */
export function useCheckSet(id: string) {
  const key = projectQuery(id).queryKey;
  return useMutation({
    mutationFn: ({ code, done, note }: CheckAnswer) =>
      api.post<Project>(`projects/${id}/checks/${code}`, { done, note }),
    onMutate: async (answer) => {
      await queryClient.cancelQueries({ queryKey: key });
      const before = queryClient.getQueryData(key);
      if (before) queryClient.setQueryData(key, { ...before, checks: answered(before, answer) });
      return { before };
    },
    onError: (_error, _answer, context) => {
      if (context?.before) queryClient.setQueryData(key, context.before);
    },
    onSuccess: projectKeep,
  });
}

function answered(project: Project, answer: CheckAnswer): Project["checks"] {
  return project.checks.map((check) =>
    check.code === answer.code ? { ...check, done: answer.done, note: answer.note } : check,
  );
}
