import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { namedIn } from "./first.js";

const ENTRY = "judge.html";
/** Gzipped bytes of script that a judge's tablet may load before the panel works. */
export const BUDGET = 170 * 1024;
// Drawn on demand and big; kept on the device after its first use.
const LATER = /pdfjs-dist/;
const TEXTS = /\/locales\/([^/]+)\/([^/]+)\.json$/;
const OWN_TEXTS = ["common", "judge"];

function wanted(key) {
  const texts = TEXTS.exec(`/${key}`);
  return texts ? OWN_TEXTS.includes(texts[2]) : !LATER.test(key);
}

/** Keys of Vite's manifest that the panel needs, its later pages and both languages included. */
export function keysOf(manifest, entry = ENTRY) {
  const found = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || found.has(key) || !wanted(key)) return;
    found.add(key);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  visit(entry);
  return [...found];
}

/** The files behind the keys: scripts, styles, pictures; sorted, so that equal builds are equal. */
export function filesOf(manifest, keys) {
  const files = keys.flatMap((key) => {
    const { file, css = [], assets = [] } = manifest[key];
    return [file, ...css, ...assets.filter((name) => !name.includes("pdf.worker"))];
  });
  return [...new Set(files)].sort();
}

/** Gzipped bytes of the scripts; texts of one language, the larger. */
export function weigh(manifest, keys, read) {
  const texts = {};
  let sum = 0;
  for (const key of keys) {
    const { file } = manifest[key];
    if (!file.endsWith(".js")) continue;
    const bytes = gzipSync(read(file)).length;
    const language = TEXTS.exec(`/${key}`)?.[1];
    if (language) texts[language] = (texts[language] ?? 0) + bytes;
    else sum += bytes;
  }
  return sum + Math.max(0, ...Object.values(texts));
}

/** Fails where the panel has outgrown its budget. */
export function assertBudget(bytes, budget = BUDGET) {
  if (bytes <= budget) return;
  throw new Error(`judge.html loads ${bytes} bytes of gzipped script; the budget is ${budget}`);
}

/** Writes judge-sw.js beside the shells and holds the panel to its budget. */
export function judgeWorker() {
  return {
    name: "yisai-judge-worker",
    apply: "build",
    writeBundle: {
      order: "post",
      sequential: true,
      handler({ dir }) {
        const read = (file) => readFileSync(join(dir, file));
        const manifest = JSON.parse(read(".vite/manifest.json").toString());
        const keys = keysOf(manifest);
        assertBudget(weigh(manifest, keys, read));
        const shell = read(ENTRY);
        const all = new Set([...filesOf(manifest, keys), ...namedIn(shell.toString())]);
        const files = [...all].sort().map((file) => `/static/${file}`);
        const source = readFileSync(new URL("judge-sw.js", import.meta.url), "utf8");
        const hash = createHash("sha256").update(JSON.stringify(files)).update(source);
        const version = hash.update(shell).digest("hex").slice(0, 16);
        const body = source
          .replace("= __FILES__;", `= ${JSON.stringify(files)};`)
          .replace("__VERSION__", version);
        writeFileSync(join(dir, "judge-sw.js"), body);
      },
    },
  };
}
