import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";

export interface SignIn {
  id: string;
  agent: string;
  since: string;
  seen_at: string;
  this: boolean;
}

const KEY = ["sign-ins"];
/** Instead of an id: all but this one. */
export const OTHERS = "others";

/** Every browser in which the account is signed in. */
export const useSignIns = () =>
  useQuery({
    queryKey: KEY,
    queryFn: async () => (await api.get<{ results: SignIn[] }>("sign-ins")).results,
  });

/** Ends one of them, or all but this one. */
export function useSignInEnd() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string) => {
      if (id === OTHERS) await api.post("sign-ins/end-others");
      else await api.delete(`sign-ins/${id}`);
    },
    onSettled: () => client.invalidateQueries({ queryKey: KEY }),
  });
}
