import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Template } from "./types";

/** The stages that this installation follows; they change only with a release. */
export const stagesQuery = queryOptions({
  queryKey: ["pipeline", "stages"],
  queryFn: () => api.get<Template>("pipeline/stages"),
  staleTime: Infinity,
});
