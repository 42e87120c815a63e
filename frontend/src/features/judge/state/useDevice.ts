import { useEffect, useState } from "react";
import { BUILD } from "@/lib/build";
import { useSignal } from "@/offline/react";
import { awake } from "./awake";
import { drains, factsOf, LEAST_FREE_MB, type Facts } from "./facts";
import { useOffice } from "./office";

export interface Check {
  name: "secure" | "kept" | "battery" | "space" | "worker" | "awake" | "clock" | "unsent" | "build";
  good: boolean;
  /** A figure beside the words. */
  value?: string;
}

async function stays(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  return (await storage?.persisted()) || (await storage?.persist()) || false;
}

function powerOf(facts: Facts | null): Check[] {
  const found: Check[] = [];
  if (facts?.battery != null) {
    found.push({ name: "battery", good: !drains(facts), value: `${facts.battery}%` });
  }
  if (facts?.free_mb != null) found.push({ name: "space", good: facts.free_mb >= LEAST_FREE_MB });
  return found;
}

/** Whether this device can be trusted with an afternoon of marks, point by point. */
export function useDevice(): Check[] {
  const { tablet } = useOffice();
  const { count } = useSignal(tablet.view);
  const [kept, setKept] = useState(false);
  const [facts, setFacts] = useState<Facts | null>(null);
  const keptOn = useSignal(awake);
  const [worker, setWorker] = useState(false);
  useEffect(() => {
    void stays().then(setKept, () => undefined);
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    void container?.getRegistration("/judge").then((found) => setWorker(Boolean(found?.active)));
  }, []);
  useEffect(() => {
    void factsOf(tablet.broken.get()).then(setFacts);
  }, [tablet]);
  const off = Math.round(tablet.clock.offsetMs / 1000);
  return [
    { name: "secure", good: isSecureContext },
    { name: "kept", good: kept },
    // Nothing is said of what the browser cannot tell.
    ...powerOf(facts),
    { name: "worker", good: worker },
    { name: "awake", good: "wakeLock" in navigator && keptOn !== false },
    { name: "clock", good: !tablet.clock.isOff, value: `${off > 0 ? "+" : ""}${off} s` },
    { name: "unsent", good: count === 0, value: String(count) },
    { name: "build", good: true, value: BUILD },
  ];
}
