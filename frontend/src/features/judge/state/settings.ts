import { Signal } from "@/offline/signal";

export const TEXT_SIZES = [100, 125, 150] as const;
export const HANDS = ["right", "left"] as const;

/** How this tablet shows the panel: the size of text in percent, and the side of the pad. */
export interface Settings {
  text: (typeof TEXT_SIZES)[number];
  hand: (typeof HANDS)[number];
}

const KEY = "yisai.judge.settings";

function kept(): Settings {
  try {
    const value = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Partial<Settings>;
    return {
      text: TEXT_SIZES.find((size) => size === value.text) ?? 100,
      hand: HANDS.find((hand) => hand === value.hand) ?? "right",
    };
  } catch {
    return { text: 100, hand: "right" };
  }
}

export const settings = new Signal<Settings>(kept());

/** Shows the settings on the document; the styles follow. */
export function settingsShow(): void {
  const { text, hand } = settings.get();
  const root = document.documentElement;
  root.style.setProperty("--text", String(text / 100));
  root.dataset.text = String(text);
  root.dataset.hand = hand;
}

/** Chooses for this device and remembers it. */
export function settingsChoose(change: Partial<Settings>): void {
  settings.set({ ...settings.get(), ...change });
  try {
    localStorage.setItem(KEY, JSON.stringify(settings.get()));
  } catch {
    // Nothing can be kept here: it holds until the page is left.
  }
  settingsShow();
}
