import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { useMedia } from "./media";
import { Heights, type Reach, reachOf, spansOf } from "./spans";

/** How far above and below what can be seen cards are drawn. */
const BEYOND = 480;

/** The cards of a list that are drawn now, with their heights. */
function drawnIn(list: Element): Map<string, number> {
  const cards = list.querySelectorAll<HTMLElement>(":scope > [data-card]");
  return new Map([...cards].map((card) => [card.dataset.card ?? "", rect(card).height]));
}
const rect = (element: Element) => element.getBoundingClientRect();

/**
 * Which of a lane's cards are drawn: those in sight of `list`, whatever scrolls it, those kept, and
 * the one that last had the focus with its neighbors. Paper has all of them.
 */
export function useWindow(ids: string[], kept: readonly string[]) {
  const list = useRef<HTMLDivElement>(null);
  const [heights] = useState(() => new Heights());
  const [reach, setReach] = useState<Reach>([0, 8]);
  const [focused, setFocused] = useState<string | null>(null);
  const paper = useMedia("print");

  const look = useCallback(() => {
    const place = list.current?.parentElement;
    if (!list.current || !place) return;
    heights.learn(drawnIn(list.current));
    const { top } = rect(list.current);
    const clip = rect(place);
    const above = Math.max(0, clip.top) - BEYOND - top;
    const below = Math.min(innerHeight, clip.bottom) + BEYOND - top;
    const next = reachOf(ids, heights, above, below);
    setReach((old) => (old[0] === next[0] && old[1] === next[1] ? old : next));
  }, [ids, heights]);
  useLayoutEffect(look);

  useEffect(() => {
    const place = list.current?.parentElement;
    if (!place) return undefined;
    const scrolled = ({ target }: Event) => {
      if (target instanceof Node && target.contains(place)) look();
    };
    let width = place.clientWidth;
    const sized = new ResizeObserver(() => {
      if (place.clientWidth !== width) heights.forget();
      width = place.clientWidth;
      look();
    });
    sized.observe(place);
    document.addEventListener("scroll", scrolled, { capture: true, passive: true });
    window.addEventListener("resize", look);
    return () => {
      sized.disconnect();
      document.removeEventListener("scroll", scrolled, { capture: true });
      window.removeEventListener("resize", look);
    };
  }, [look, heights]);

  const stay = useMemo(() => {
    const at = focused === null ? -1 : ids.indexOf(focused);
    return new Set([...kept, ...(at < 0 ? [] : ids.slice(Math.max(0, at - 1), at + 2))]);
  }, [ids, kept, focused]);
  const onFocus = useCallback(({ target }: { target: Element }) => {
    setFocused(target.closest<HTMLElement>("[data-card]")?.dataset.card ?? null);
  }, []);
  const all: Reach = [0, ids.length];
  return { list, onFocus, spans: spansOf(ids, heights, paper ? all : reach, stay) };
}
