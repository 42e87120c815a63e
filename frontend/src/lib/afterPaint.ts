/** A frame that never comes (a page in the background) holds nothing back for longer. */
const HIDDEN_MS = 100;

/** What painting takes after the callbacks of its frame; a timer of nothing would come before it ends. */
const PAINT_MS = 8;

/** Runs `work` as soon as what was drawn just now is on the screen. */
export function afterPaint(work: () => void): void {
  let done = false;
  const once = () => {
    if (done) return;
    done = true;
    clearTimeout(timer);
    work();
  };
  const timer = setTimeout(once, HIDDEN_MS);
  requestAnimationFrame(() => setTimeout(once, PAINT_MS));
}
