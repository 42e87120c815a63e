import { useCallback, useSyncExternalStore } from "react";
import type { Signal } from "./signal";

/** Reads a signal and renders again when it changes. */
export function useSignal<Value>(signal: Signal<Value>): Value {
  return useSyncExternalStore(signal.subscribe, signal.get);
}

/**
 * Reads a part of a signal and renders again when that part changes. `pick` gives a plain value or
 * one that stays the same object while nothing in it changed.
 */
export function usePart<Value, Part>(signal: Signal<Value>, pick: (value: Value) => Part): Part {
  return useSyncExternalStore(
    signal.subscribe,
    useCallback(() => pick(signal.get()), [signal, pick]),
  );
}
