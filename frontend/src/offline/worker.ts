export interface WorkerPorts {
  /** Nothing unsent, no judging open, no sheet on screen: a new version may take over. */
  idle: () => boolean;
  container?: ServiceWorkerContainer | undefined;
  secure?: boolean;
  reload?: () => void;
}

/** How often a waiting version is offered the moment, in milliseconds. */
const OFFER_MS = 30_000;

/**
 * Keeps the panel on this device. A new version waits until the page is idle; then it takes over
 * and the page starts anew. Does nothing where the browser or the connection does not allow it.
 */
export async function workerStart(ports: WorkerPorts): Promise<(() => void) | null> {
  const container = "container" in ports ? ports.container : navigator.serviceWorker;
  if (!(ports.secure ?? isSecureContext) || !container) return null;
  let registration: ServiceWorkerRegistration;
  try {
    registration = await container.register("/judge-sw.js", { scope: "/judge" });
  } catch {
    return null; // Without it the panel works as long as the page stays open.
  }
  const replaced = container.controller !== null;
  const reload = ports.reload ?? (() => location.reload());
  container.addEventListener("controllerchange", () => {
    if (replaced && ports.idle()) reload();
  });
  const offer = () => {
    if (ports.idle()) registration.waiting?.postMessage("activate");
  };
  offer();
  const timer = setInterval(offer, OFFER_MS);
  return () => clearInterval(timer);
}

/** Keeps the wall on its device: it opens without the server, and shows nothing until it is back. */
export async function wallKeep(container = navigator.serviceWorker): Promise<void> {
  if (!isSecureContext || !container) return;
  try {
    await container.register("/screen-sw.js", { scope: "/screen" });
  } catch {
    return; // Without it the wall works as long as the page stays open.
  }
}
