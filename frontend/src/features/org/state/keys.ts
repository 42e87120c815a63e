import { useEffect, useState } from "react";

const OFF = "yisai.keys";
const TYPING = "input, textarea, select, [contenteditable=true]";
const PRESSED = "button, a, summary, [role=button]";

/** Whether single keys act here; a switch turns them off and the device remembers. */
export function useKeysOn(): [boolean, (on: boolean) => void] {
  const [on, set] = useState(() => localStorage.getItem(OFF) !== "off");
  return [
    on,
    (next) => {
      localStorage.setItem(OFF, next ? "on" : "off");
      set(next);
    },
  ];
}

/** Single keys of a screen; never while typing, in a dialog, or where the key has a meaning. */
export function useKeys(on: boolean, act: (key: string) => boolean): void {
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
      if (target?.closest(TYPING) || document.querySelector("[role=dialog]")) return;
      if (event.key === " " && target?.closest(PRESSED)) return;
      if (act(event.key)) event.preventDefault();
    };
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on, act]);
}
