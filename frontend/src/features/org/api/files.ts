import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";
import type { EntryFile } from "./types";

/** The submitted files of an entry. */
export const filesQuery = (entry: string) =>
  queryOptions({
    queryKey: ["org", "entry", entry, "files"],
    queryFn: async () => (await api.get<Page<EntryFile>>(`entries/${entry}/files`)).results,
  });
