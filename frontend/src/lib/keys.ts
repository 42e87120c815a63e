import { useEffect, useRef } from "react";
import { Signal } from "@/offline/signal";

const KEPT = "yisai.keys";

function kept(): boolean {
  try {
    return localStorage.getItem(KEPT) !== "off";
  } catch {
    return true;
  }
}

/** Whether keys without Ctrl or Cmd do anything; a person may turn them off on a device. */
export const singleKeys = new Signal(kept());

export function singleKeysSet(on: boolean): void {
  singleKeys.set(on);
  try {
    localStorage.setItem(KEPT, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing still obeys until the page is left.
  }
}

/** Whether a key goes into a field, so that it is nobody's shortcut. */
export const isTyping = (place: EventTarget | null) =>
  place instanceof HTMLElement &&
  (place.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(place.tagName));

/** Whether something lies over the page and has the keyboard for itself. */
const isCovered = () => document.querySelector("[role=dialog], [role=menu]") !== null;

export type Keys = Record<string, (event: KeyboardEvent) => void>;

/** Single keys of a page, by `event.key` in lower case. Off while typing and by the switch. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!singleKeys.get() || isTyping(event.target) || isCovered()) return;
      const act = latest.current[event.key.toLowerCase()];
      if (!act) return;
      event.preventDefault();
      act(event);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, []);
}
