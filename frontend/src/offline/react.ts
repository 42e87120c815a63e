import { useSyncExternalStore } from "react";
import type { Signal } from "./signal";

/** Reads a signal and renders again when it changes. */
export function useSignal<Value>(signal: Signal<Value>): Value {
  return useSyncExternalStore(signal.subscribe, signal.get);
}
