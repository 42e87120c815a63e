import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const sourceRead = () => readFileSync(new URL("scheme.js", import.meta.url), "utf8");
// The wall is dark whatever the device prefers.
const WITHOUT = /screen\.html$/;

/** Puts the theme's script into the head of the shells, as a file: the policy allows no inline one. */
export function schemeFirst(source = sourceRead()) {
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 8);
  const fileName = `assets/scheme-${hash}.js`;
  let base = "/";
  return {
    name: "yisai-scheme-first",
    configResolved(config) {
      base = config.base;
    },
    generateBundle() {
      this.emitFile({ type: "asset", fileName, source });
    },
    transformIndexHtml(_html, { path, server }) {
      if (WITHOUT.test(path)) return [];
      const src = base + (server ? "worker/scheme.js" : fileName);
      return [{ tag: "script", attrs: { src }, injectTo: "head-prepend" }];
    },
  };
}

/** Every file of ours that a built shell names itself, by its address under /static/. */
export function namedIn(html) {
  const found = html.matchAll(/(?:src|href)="\/static\/([^"]+)"/g);
  return [...new Set([...found].map(([, file]) => file))].sort();
}
