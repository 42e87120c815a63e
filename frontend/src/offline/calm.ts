/** After a finger has left, its digit is drawn first. */
const AFTER_MS = 60;
/** However long somebody types, what is known is shown by then. */
const LONGEST_MS = 400;

let pressed = false;
let left = -Infinity;

if (typeof addEventListener === "function") {
  const down = () => {
    pressed = true;
  };
  const up = () => {
    pressed = false;
    left = performance.now();
  };
  const quietly = { capture: true, passive: true };
  addEventListener("pointerdown", down, quietly);
  addEventListener("pointerup", up, quietly);
  addEventListener("pointercancel", up, quietly);
  addEventListener("keyup", up, quietly);
}

const rest = (now: number) => (pressed ? AFTER_MS : left + AFTER_MS - now);

/** Resolves when no key is pressed and the last one is drawn: at once as a rule, never much later. */
export async function calm(): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  for (let now = performance.now(); now < end; now = performance.now()) {
    const wait = rest(now);
    if (wait <= 0) return;
    await new Promise((done) => setTimeout(done, Math.min(wait, end - now)));
  }
}
