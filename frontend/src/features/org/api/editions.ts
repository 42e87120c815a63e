import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import type { EditionSummary, Page } from "@/api/types";
import { cursorOf } from "@/lib/pages";

async function everyPage(): Promise<EditionSummary[]> {
  const rows: EditionSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get<Page<EditionSummary>>("editions", { query: { cursor } });
    rows.push(...page.results);
    cursor = cursorOf(page.next);
  } while (cursor);
  return rows;
}

/** Every edition that the viewer may know of. */
export const editionsQuery = queryOptions({ queryKey: ["org", "editions"], queryFn: everyPage });
