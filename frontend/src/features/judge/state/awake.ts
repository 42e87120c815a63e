import { Signal } from "@/offline/signal";

/** Whether the screen is kept on; null where the browser cannot tell, or has not been asked yet. */
export const awake = new Signal<boolean | null>(null);

/** Keeps the screen on from the first tap, and again whenever the page comes back to front. */
export function stayAwake(): void {
  if (!("wakeLock" in navigator)) return;
  // A page that is put aside lets go by itself; one in front has lost it.
  const lost = () => awake.set(document.visibilityState === "visible" ? false : null);
  const ask = () => {
    if (document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").then((lock) => {
      awake.set(true);
      lock.addEventListener("release", lost);
    }, lost);
  };
  addEventListener("pointerdown", ask, { once: true });
  document.addEventListener("visibilitychange", ask);
}
