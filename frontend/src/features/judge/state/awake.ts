import { Signal } from "@/offline/signal";

/** Whether the screen is kept on; null where the browser cannot tell, or has not been asked yet. */
export const awake = new Signal<boolean | null>(null);

/** Keeps the screen on from the first tap, and again whenever the page comes back to front. */
export function stayAwake(): void {
  if (!("wakeLock" in navigator)) return;
  const ask = () => {
    if (document.visibilityState !== "visible") return;
    navigator.wakeLock.request("screen").then(
      (lock) => {
        awake.set(true);
        // A page that is put aside lets go by itself; one in front has lost it.
        lock.addEventListener("release", () =>
          awake.set(document.visibilityState === "visible" ? false : null),
        );
      },
      () => awake.set(document.visibilityState === "visible" ? false : null),
    );
  };
  addEventListener("pointerdown", ask, { once: true });
  document.addEventListener("visibilitychange", ask);
}
