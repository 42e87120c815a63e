import { useEffect, useState } from "react";
import { BUILD } from "@/lib/build";
import { useSignal } from "@/offline/react";
import { useOffice } from "./office";

export interface Check {
  name: "secure" | "kept" | "worker" | "awake" | "clock" | "unsent" | "build";
  good: boolean;
  /** A figure beside the words. */
  value?: string;
}

async function stays(): Promise<boolean> {
  const storage = navigator.storage as StorageManager | undefined;
  return (await storage?.persisted()) || (await storage?.persist()) || false;
}

/** Whether this device can be trusted with an afternoon of marks, point by point. */
export function useDevice(): Check[] {
  const { tablet } = useOffice();
  const { count } = useSignal(tablet.view);
  const [kept, setKept] = useState(false);
  const [worker, setWorker] = useState(false);
  useEffect(() => {
    void stays().then(setKept, () => undefined);
    const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    void container?.getRegistration("/judge").then((found) => setWorker(Boolean(found?.active)));
  }, []);
  const off = Math.round(tablet.clock.offsetMs / 1000);
  return [
    { name: "secure", good: isSecureContext },
    { name: "kept", good: kept },
    { name: "worker", good: worker },
    { name: "awake", good: "wakeLock" in navigator },
    { name: "clock", good: !tablet.clock.isOff, value: `${off > 0 ? "+" : ""}${off} s` },
    { name: "unsent", good: count === 0, value: String(count) },
    { name: "build", good: true, value: BUILD },
  ];
}
