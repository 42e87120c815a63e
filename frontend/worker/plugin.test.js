import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { assertBudget, filesOf, keysOf, weigh, workerOf } from "./plugin.js";
import source from "./shell-sw.js?raw";

const manifest = {
  "judge.html": {
    file: "assets/judge.js",
    css: ["assets/judge.css"],
    imports: ["_shared.js"],
    dynamicImports: ["src/Live.tsx", "src/locales/en/judge.json", "src/locales/en/org.json"],
  },
  "_shared.js": { file: "assets/shared.js", imports: ["judge.html"] },
  "src/Live.tsx": { file: "assets/live.js", dynamicImports: ["x/pdfjs-dist/pdf.mjs"] },
  "src/locales/en/judge.json": { file: "assets/judge-en.js" },
  "src/locales/en/org.json": { file: "assets/org-en.js" },
  "x/pdfjs-dist/pdf.mjs": { file: "assets/pdf.js" },
  "app.html": { file: "assets/app.js" },
};

describe("the list that the judge's worker keeps", () => {
  it("holds the panel, its later pages and its own texts, and nothing of others", () => {
    expect(filesOf(manifest, keysOf(manifest))).toEqual([
      "assets/judge-en.js",
      "assets/judge.css",
      "assets/judge.js",
      "assets/live.js",
      "assets/shared.js",
    ]);
  });

  it("weighs what comes before a mark, not what a tap opens beside it", () => {
    const aside = "src/features/judge/components/DevicePage.tsx";
    const more = {
      ...manifest,
      "src/Live.tsx": { file: "assets/live.js", dynamicImports: [aside] },
      [aside]: { file: "assets/device.js" },
    };
    expect(keysOf(more, "judge", true)).not.toContain(aside);
    expect(keysOf(more, "judge")).toContain(aside);
  });

  it("weighs scripts as they travel", () => {
    const keys = ["judge.html", "src/Live.tsx"];
    const one = gzipSync("x".repeat(500)).length;
    expect(weigh(manifest, keys, () => "x".repeat(500))).toBe(2 * one);
  });

  it("refuses a panel that has outgrown its budget, by one byte", () => {
    expect(() => assertBudget(101, 100)).toThrow("101 bytes");
    expect(() => assertBudget(100, 100)).not.toThrow();
  });

  it("is another list for the wall, under names of its own", () => {
    const walls = { "screen.html": { file: "assets/screen.js", imports: ["_shared.js"] } };
    expect(filesOf({ ...manifest, ...walls }, keysOf(walls, "screen"))).toEqual([
      "assets/screen.js",
    ]);
    const made = workerOf("screen", ["/static/assets/screen.js"], "<html>", source);
    expect(made).toContain('const SHELL = "/screen";');
    expect(made).toMatch(/const CACHE = "yisai-screen-[0-9a-f]{16}";/);
    expect(made).not.toMatch(/__(NAME|VERSION)__/);
  });
});
