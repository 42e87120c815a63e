import { randomBytes } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { squeeze } from "./squeezed.js";

let dir;
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "squeezed-"))));
afterEach(() => rmSync(dir, { recursive: true }));

test("a script is there in both forms, in folders too, and both give it back", () => {
  const script = "const place = document.body;\n".repeat(100);
  mkdirSync(join(dir, "deep"));
  writeFileSync(join(dir, "deep", "a.js"), script);
  squeeze(dir);
  expect(gunzipSync(readFileSync(join(dir, "deep", "a.js.gz"))).toString()).toBe(script);
  expect(brotliDecompressSync(readFileSync(join(dir, "deep", "a.js.br"))).toString()).toBe(script);
});

test("fonts, small files and what does not shrink stay alone", () => {
  const noise = randomBytes(4096);
  writeFileSync(join(dir, "a.woff2"), "a".repeat(5000));
  writeFileSync(join(dir, "b.css"), "b{}");
  writeFileSync(join(dir, "c.js"), noise);
  squeeze(dir);
  expect(readdirSync(dir).sort()).toEqual(["a.woff2", "b.css", "c.js"]);
});
