import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { Page } from "@/api/types";
import { cursorOf } from "@/lib/pages";
import type { EntryRow } from "./types";

export interface EntriesWanted {
  edition: string;
  state?: string | undefined;
  cursor?: string | undefined;
}

const page = (wanted: EntriesWanted) =>
  api.get<Page<EntryRow>>("entries", {
    query: { edition: wanted.edition, state: wanted.state, cursor: wanted.cursor },
  });

/** One page of entries under a filter. */
export const entriesQuery = (wanted: EntriesWanted) =>
  queryOptions({
    queryKey: ["org", "entries", wanted.edition, wanted.state ?? "", wanted.cursor ?? ""],
    queryFn: () => page(wanted),
  });

/** All entries of an edition, for its counts and for the panel. */
export const allEntriesQuery = (edition: string) =>
  queryOptions({
    queryKey: ["org", "entries", edition, "all"],
    queryFn: async () => {
      const rows: EntryRow[] = [];
      let cursor: string | undefined;
      do {
        const found = await page({ edition, cursor });
        rows.push(...found.results);
        cursor = cursorOf(found.next);
      } while (cursor);
      return rows;
    },
  });
