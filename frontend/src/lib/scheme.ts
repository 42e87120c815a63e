import { Signal } from "@/offline/signal";

/** What this device shows: what its system prefers, or what somebody chose here. */
export type Scheme = "auto" | "light" | "dark" | "hall";
export const SCHEMES: Scheme[] = ["auto", "light", "dark", "hall"];

const KEY = "yisai.scheme";
const DARK = "(prefers-color-scheme: dark)";

function kept(): Scheme {
  try {
    const value = localStorage.getItem(KEY) as Scheme | null;
    return value && SCHEMES.includes(value) ? value : "auto";
  } catch {
    return "auto";
  }
}

/** The scheme of this device; hall is the dark one with dimmed deck pages. */
export const scheme = new Signal<Scheme>(kept());

const darkNow = (): boolean => {
  const value = scheme.get();
  return value === "auto" ? matchMedia(DARK).matches : value !== "light";
};

/** Shows a scheme on the document. The script of the shell does the same before the first paint. */
function paint(): void {
  const root = document.documentElement;
  root.setAttribute("data-mantine-color-scheme", darkNow() ? "dark" : "light");
  root.toggleAttribute("data-hall", scheme.get() === "hall");
}

/** Chooses a scheme for this device and remembers it. */
export function schemeChoose(next: Scheme): void {
  try {
    if (next === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // Nothing can be kept here: it holds until the page is left.
  }
  scheme.set(next);
  paint();
}

/** Follows the system and the other tabs for as long as the page is open. */
export function schemeFollow(): void {
  paint();
  matchMedia(DARK).addEventListener("change", paint);
  window.addEventListener("storage", ({ key }) => {
    if (key !== KEY && key !== null) return;
    scheme.set(kept());
    paint();
  });
}
