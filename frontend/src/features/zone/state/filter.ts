import { useNavigate, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";
import { initialsOf } from "@/lib/initials";
import type { Card } from "../api/types";

/** What board and list leave out; it lives in the address, so it can be passed on. */
export interface Filter {
  q: string;
  mine: boolean;
  late: boolean;
  /** An edition's id. */
  edition: string;
  /** A track's Chinese name, which is what the cards of all editions share. */
  track: string;
  /** Lanes that begin folded and were opened. */
  open: string[];
}

export const NOTHING: Omit<Filter, "open"> = {
  q: "",
  mine: false,
  late: false,
  edition: "",
  track: "",
};

const text = (value: unknown) =>
  typeof value === "string" || typeof value === "number" ? String(value) : "";

export const filterOf = (search: Record<string, unknown>): Filter => ({
  q: text(search.q),
  mine: Boolean(search.mine),
  late: Boolean(search.late),
  edition: text(search.edition),
  track: text(search.track),
  open: text(search.open).split(",").filter(Boolean),
});

/** The filter as the address carries it: what is off is left out. */
export const searchOf = (filter: Filter) => ({
  q: filter.q || undefined,
  mine: filter.mine ? 1 : undefined,
  late: filter.late ? 1 : undefined,
  edition: filter.edition || undefined,
  track: filter.track || undefined,
  open: filter.open.join(",") || undefined,
});

export const isFiltering = ({ q, mine, late, edition, track }: Filter) =>
  Boolean(q || mine || late || edition || track);

export function useFilter(): [Filter, (change: Partial<Filter>) => void] {
  const filter = filterOf(useSearch({ strict: false }));
  const navigate = useNavigate();
  const said = JSON.stringify(filter);
  const change = useCallback(
    (part: Partial<Filter>) => {
      const next = { ...(JSON.parse(said) as Filter), ...part };
      void navigate({ to: ".", search: searchOf(next), replace: true });
    },
    [navigate, said],
  );
  return [filter, change];
}

export const isLate = (card: Card, now: number) =>
  card.due_at !== null && Date.parse(card.due_at) < now;

/** True where the card has every typed word and the marks that were chosen. */
export function matches(card: Card, filter: Filter, me: string | null, now: number): boolean {
  if (filter.mine && (me === null || card.owner?.id !== me)) return false;
  if (filter.late && !isLate(card, now)) return false;
  if (filter.edition && card.entry?.edition !== filter.edition) return false;
  if (filter.track && card.entry?.track?.zh !== filter.track) return false;
  if (!filter.q.trim()) return true;
  const { entry, owner } = card;
  const names = [card.name, entry?.team, owner?.name].flatMap((name) =>
    name ? [name.zh, name.en, initialsOf(name.zh)] : [],
  );
  const hay = [card.code, entry?.number, entry?.title, ...names].join(" ").toLowerCase();
  return filter.q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
