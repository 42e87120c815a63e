import { useMutation } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import type { Edition } from "./types";

/** Ends the registration: from now on the list of entries stands. */
export function useRegistrationClose(edition: string) {
  return useMutation({
    mutationFn: () => api.post<Edition>(`editions/${edition}/close`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["org"] }),
  });
}
