/* global document, localStorage, matchMedia */
// Runs before the first paint, so that no page flashes in the wrong theme. The same rules as
// src/lib/scheme.ts: what this device chose, else what its system prefers.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("yisai.scheme");
  } catch {
    // A browser that keeps nothing has chosen nothing.
  }
  const known = ["light", "dark", "hall"].includes(chosen);
  const dark = known ? chosen !== "light" : matchMedia("(prefers-color-scheme: dark)").matches;
  const root = document.documentElement;
  root.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  root.toggleAttribute("data-hall", chosen === "hall");
})();
