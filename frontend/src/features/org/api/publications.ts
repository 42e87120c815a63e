import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import { roundRefresh } from "./round";
import type { Publication, PublicationKind } from "./types";

/** A publication with the document that two people look at. */
export const publicationQuery = (id: string) =>
  queryOptions({
    queryKey: ["org", "publication", id],
    queryFn: () => api.get<Publication>(`publications/${id}`),
    staleTime: 2_000,
  });

const keep = (publication: Publication) =>
  queryClient.setQueryData(publicationQuery(publication.id).queryKey, publication);

/** Freezes what would be published. */
export function usePrepare(round: string) {
  return useMutation({
    mutationFn: (kind: PublicationKind) =>
      api.post<Publication>(`rounds/${round}/publications`, { kind }),
    onSuccess: keep,
    onSettled: () => roundRefresh(round),
  });
}

/** Approves or opens exactly the hash that was on screen. */
export function usePublicationStep(publication: Publication, verb: "approve" | "open") {
  return useMutation({
    mutationFn: () =>
      api.post<Publication>(`publications/${publication.id}/${verb}`, { hash: publication.hash }),
    onSuccess: keep,
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ["org", "publication", publication.id] });
      await roundRefresh(publication.round);
    },
  });
}

/** Drops what is not open yet. */
export function useCancel(publication: Publication) {
  return useMutation({
    mutationFn: (reason: string) =>
      api.post<Publication>(`publications/${publication.id}/cancel`, { reason }),
    onSettled: () => roundRefresh(publication.round),
  });
}
