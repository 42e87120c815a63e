/** A frame that never comes holds nothing back for longer. */
const LONGEST_MS = 100;
/** What painting takes after the callbacks of its frame; a timer of nothing would come before it ends. */
const PAINT_MS = 8;

const waiting = new Set<() => void>();

/** Nothing waits for a frame in a page that is put away: it may be the last that runs here. */
const flush = () => [...waiting].forEach((work) => work());
if (typeof document !== "undefined") {
  addEventListener("pagehide", flush);
  document.addEventListener("visibilitychange", () => document.hidden && flush());
}

/** Runs `work` as soon as what was drawn just now is on the screen. */
export function afterPaint(work: () => void): void {
  const once = () => {
    if (!waiting.delete(once)) return;
    clearTimeout(timer);
    work();
  };
  waiting.add(once);
  const timer = setTimeout(once, LONGEST_MS);
  requestAnimationFrame(() => setTimeout(once, PAINT_MS));
}
