import { queryOptions } from "@tanstack/react-query";
import { api } from "@/api/client";
import { cursorOf } from "@/lib/pages";
import type { Page } from "@/api/types";
import type { Card } from "./types";

async function everyPage(): Promise<Card[]> {
  const cards: Card[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.get<Page<Card>>("projects", { query: { cursor } });
    cards.push(...page.results);
    cursor = cursorOf(page.next);
  } while (cursor);
  return cards;
}

/** Every card of the board. */
export const projectsQuery = queryOptions({ queryKey: ["projects"], queryFn: everyPage });
