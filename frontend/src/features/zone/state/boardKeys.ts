import { useEffect } from "react";
import { useKeys } from "@/lib/keys";

const LINK = "[data-card] .c a";

const inView = (link: HTMLElement | null | undefined) => {
  link?.focus({ preventScroll: true });
  link?.closest("[data-card]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
};

/** The card whose link has the focus. */
const cardInFocus = () => document.activeElement?.closest<HTMLElement>("[data-card]") ?? null;

const top = (element: Element | null | undefined) => element?.getBoundingClientRect().top ?? 0;

/** The first card that its lane has not scrolled away. */
function firstInSight(): HTMLElement | undefined {
  const links = [...document.querySelectorAll<HTMLElement>(LINK)];
  return links.find((link) => top(link) >= top(link.closest(".cards")));
}

/** One card down or up its lane or list; the first one where none has the focus. */
function walk(step: number) {
  const here = cardInFocus();
  if (!here) return inView(firstInSight());
  const row = [
    ...(here.parentElement?.querySelectorAll<HTMLElement>(":scope > [data-card]") ?? []),
  ];
  const next = row[row.indexOf(here) + step];
  inView(next?.querySelector<HTMLElement>(".c a"));
}

/** The card at the same height in the next lane that has one. */
function stride(event: KeyboardEvent, step: number) {
  const here = document.activeElement?.matches(LINK) ? cardInFocus() : null;
  const lane = here?.closest("[data-lane]");
  if (!here || !lane || event.defaultPrevented) return;
  const lanes = [...document.querySelectorAll("[data-lane]")].filter((each) =>
    each.querySelector(LINK),
  );
  const cards = [...(lanes[lanes.indexOf(lane) + step]?.querySelectorAll("[data-card]") ?? [])];
  if (cards.length === 0) return;
  event.preventDefault();
  // Lanes scroll each for itself: the height on the screen counts, not the place in the lane.
  const off = (card: Element) => Math.abs(top(card) - top(here));
  const next = cards.reduce((best, card) => (off(card) < off(best) ? card : best));
  inView(next.querySelector<HTMLElement>(".c a"));
}

/** The keys of board and list. `menu` offers the ways of the card in focus. */
export function useBoardKeys(menu: (id: string, at: Element) => void): void {
  useKeys({
    "/": () => document.querySelector<HTMLElement>("[data-testid=board-search]")?.focus(),
    j: () => walk(1),
    k: () => walk(-1),
    m: () => {
      const card = cardInFocus();
      if (card?.dataset.card) menu(card.dataset.card, card);
    },
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
      // A card in the hand takes the arrows for itself.
      if (document.querySelector("[data-carrying]")) return;
      if (event.key === "ArrowRight") stride(event, 1);
      if (event.key === "ArrowLeft") stride(event, -1);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}

/** Gives the focus to a card, wherever it now lies; nothing happens while something else has it. */
export function focusCard(id: string): void {
  requestAnimationFrame(() => {
    const active = document.activeElement;
    if (active && active !== document.body && active.isConnected) return;
    inView(document.querySelector<HTMLElement>(`[data-card="${id}"] .c a`));
  });
}
