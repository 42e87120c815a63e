/** Keeps the screen on from the first tap, and again whenever the page comes back to front. */
export function stayAwake(): void {
  if (!("wakeLock" in navigator)) return;
  const ask = () => {
    if (document.visibilityState === "visible") {
      navigator.wakeLock.request("screen").catch(() => undefined);
    }
  };
  addEventListener("pointerdown", ask, { once: true });
  document.addEventListener("visibilitychange", ask);
}
