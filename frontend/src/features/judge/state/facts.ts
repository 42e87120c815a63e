import type { DeviceBody } from "@/api/live";
import { awake } from "./awake";

/** How this device stands; null is what its browser cannot tell. */
export type Facts = Omit<DeviceBody, "room">;

/** The Battery API, which only some browsers have. */
export interface Battery extends EventTarget {
  level: number;
  charging: boolean;
}

const MB = 1024 * 1024;
// Marks need next to nothing: what matters is whether the store is about to be full.
const STEPS_MB = [1000, 200, 50, 10];

export const LOW_BATTERY = 20;
export const LEAST_FREE_MB = 50;

export async function batteryOf(from: Navigator = navigator): Promise<Battery | null> {
  const ask = (from as { getBattery?: () => Promise<Battery> }).getBattery;
  return ask ? ask.call(from).catch(() => null) : null;
}

async function freeMb(from: Navigator): Promise<number | null> {
  const storage = from.storage as StorageManager | undefined;
  const { quota, usage } = (await storage?.estimate?.().catch(() => undefined)) ?? {};
  if (quota === undefined || usage === undefined) return null;
  const free = (quota - usage) / MB;
  return STEPS_MB.find((step) => free >= step) ?? 0;
}

/** In coarse steps, so that only what matters is news; `full`: the store has refused a mark. */
export async function factsOf(full: boolean, from: Navigator = navigator): Promise<Facts> {
  const battery = await batteryOf(from);
  return {
    battery: battery && Math.floor(battery.level * 20 + 1e-9) * 5,
    charging: battery && battery.charging,
    free_mb: full ? 0 : await freeMb(from),
    awake: awake.get(),
  };
}

export const drains = ({ battery, charging }: Facts): boolean =>
  battery !== null && battery <= LOW_BATTERY && charging === false;
