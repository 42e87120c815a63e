import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import { editionsQuery } from "./editions";
import type { Edition } from "./types";

const UUID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

/** An edition by its slug or id, with rounds and rulebooks. */
export const editionQuery = (key: string) =>
  queryOptions({
    queryKey: ["org", "edition", key],
    queryFn: async () => {
      const known = UUID.test(key) ? key : await idOf(key);
      return api.get<Edition>(`editions/${known}`);
    },
  });

async function idOf(slug: string): Promise<string> {
  const editions = await queryClient.fetchQuery(editionsQuery);
  return editions.find((edition) => edition.slug === slug)?.id ?? slug;
}
