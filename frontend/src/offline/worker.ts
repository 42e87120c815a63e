export interface WorkerPorts {
  /** Nothing unsent, no sheet on screen: a new version may take over. */
  idle: () => boolean;
  /** How often an idle page looks for a new version and offers it the moment, in milliseconds. */
  every?: () => number;
  container?: ServiceWorkerContainer | undefined;
  secure?: boolean;
  reload?: () => void;
}

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
  // Another tab's page may have a sheet in hand: the waiting version asks each of them.
  container.addEventListener("message", (event) => {
    if (event.data === "idle?") event.ports[0]?.postMessage(ports.idle());
  });
  const every = ports.every ?? (() => OFFER_MS);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let known = registration.active;
  const offer = () => {
    timer = setTimeout(offer, every());
    known ??= registration.active;
    if (!ports.idle()) return;
    // A page that came before the first worker, or by a link from outside its scope, is told of no
    // change; one that had a sheet in hand has let it pass.
    if (known && registration.active !== known) return reload();
    if (registration.waiting) registration.waiting.postMessage("activate");
    // The panel stays open all day and loads nothing by itself: it has to ask.
    else void registration.update().catch(() => undefined);
  };
  offer();
  return () => clearTimeout(timer);
}
