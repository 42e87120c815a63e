/** Keeps the wall on its device: it opens without the server, and shows nothing until it is back. */
export async function wallKeep(container = navigator.serviceWorker): Promise<void> {
  if (!isSecureContext || !container) return;
  try {
    await container.register("/screen-sw.js", { scope: "/screen" });
  } catch {
    return; // Without it the wall works as long as the page stays open.
  }
}
