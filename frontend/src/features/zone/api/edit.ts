import { useMutation } from "@tanstack/react-query";
import { request } from "@/api/client";
import { projectKeep } from "./project";
import type { Project } from "./types";

export interface Edit {
  owner?: string | null;
  branch?: string;
}

/** Puts somebody in charge or chooses the branch, from the revision on screen. */
export function useProjectEdit(project: Project) {
  return useMutation({
    mutationFn: async (edit: Edit) => {
      const answer = await request<Project>("PATCH", `projects/${project.id}`, {
        body: edit,
        ifMatch: project.rev,
      });
      return answer.data;
    },
    onSuccess: projectKeep,
  });
}
