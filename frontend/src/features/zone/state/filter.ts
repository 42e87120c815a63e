import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import type { Card } from "../api/types";

/** What board and list leave out; it lives in the address, so it can be passed on. */
export interface Filter {
  q: string;
  mine: boolean;
  late: boolean;
  stage: string;
}

export const filterOf = (search: Record<string, unknown>): Filter => ({
  q: typeof search.q === "string" || typeof search.q === "number" ? String(search.q) : "",
  mine: Boolean(search.mine),
  late: Boolean(search.late),
  stage: typeof search.stage === "string" ? search.stage : "",
});

/** The filter as the address carries it: what is off is left out. */
export const searchOf = (filter: Filter) => ({
  q: filter.q || undefined,
  mine: filter.mine ? 1 : undefined,
  late: filter.late ? 1 : undefined,
  stage: filter.stage || undefined,
});

export function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const filter = filterOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const text = JSON.stringify(filter);
  const change = useCallback(
    (part: Partial<Filter>) => {
      const next = { ...(JSON.parse(text) as Filter), ...part };
      void navigate({ to: ".", search: searchOf(next), replace: true });
    },
    [navigate, text],
  );
  return [filter, change];
}

export const isLate = (card: Card, now: number) =>
  card.due_at !== null && Date.parse(card.due_at) < now;

/** True where the card has every typed word and the marks that were chosen. */
export function matches(card: Card, filter: Filter, me: string | null, now: number): boolean {
  if (filter.mine && (me === null || card.owner?.id !== me)) return false;
  if (filter.late && !isLate(card, now)) return false;
  const team = card.entry?.team;
  const hay = [card.code, card.name.zh, card.name.en, card.entry?.number, card.entry?.title]
    .concat(team ? [team.zh, team.en] : [])
    .join(" ")
    .toLowerCase();
  return filter.q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
