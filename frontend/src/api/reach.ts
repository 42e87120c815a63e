import { Signal } from "@/offline/signal";

/** Whether the server answered when it was last asked. Only answers and failures change it. */
export const reachable = new Signal(true);

export const PROBE_MS = 5_000;

/** The server answered, whatever it said. */
export function reachFound(): void {
  reachable.set(true);
}

/** No answer came. */
export function reachLost(): void {
  reachable.set(false);
}

async function probe(): Promise<void> {
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (answer.ok) reachFound();
  } catch {
    // Still away.
  }
}

/** While the server is away, asks for it again; `back` when it answers. Returns the way to stop. */
export function reachWatch(back: () => void): () => void {
  let timer: ReturnType<typeof setInterval> | undefined;
  const look = () => {
    clearInterval(timer);
    if (reachable.get()) back();
    else timer = setInterval(() => void probe(), PROBE_MS);
  };
  const stop = reachable.subscribe(look);
  const again = () => void probe();
  window.addEventListener("offline", reachLost);
  window.addEventListener("online", again);
  if (!navigator.onLine) reachLost();
  return () => {
    stop();
    clearInterval(timer);
    window.removeEventListener("offline", reachLost);
    window.removeEventListener("online", again);
  };
}
