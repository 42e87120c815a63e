import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { namedIn } from "./first.js";

/** The shells that open without a network: their texts, and the gzipped bytes of script allowed. */
export const SHELLS = {
  judge: {
    texts: ["common", "judge", "judgeAside", "judgeDevice", "judgeSession"],
    budget: 170 * 1024,
  },
  screen: { texts: ["common", "screen"], budget: 120 * 1024 },
};
// Drawn on demand and big; kept on the device after its first use.
const LATER = /pdfjs-dist/;
// Opened by a tap of their own, never on the way to a mark: kept on the device like the rest, and
// not part of what has to arrive before the panel can be used. Notes come after the panel stands.
const ASIDE =
  /\/((CodePage|PracticePage|DevicePage|OpenInBrowser|CallSheet|Corrections|MenuSheet|SignSheet|SignedSheet|IssueCard|Strips|Files|OwnTotals|Phrases|SessionPage|ToSession|MotionDesk|ChairDecisions|ChairLate|ChairSeal|Incidents|LateNotice)\.tsx|judge(Aside|Device|Session)\.json|offline\/(notes|left|leftAsk)\.ts|state\/(former|tells|facts)\.ts)$/;
const TEXTS = /\/locales\/([^/]+)\/([^/]+)\.json$/;

function wanted(key, own) {
  const texts = TEXTS.exec(`/${key}`);
  return texts ? own.includes(texts[2]) : !LATER.test(key);
}

/**
 * Keys of Vite's manifest that a shell needs, its later pages and both languages included;
 * `opening`: only what has to arrive before a mark can be made.
 */
export function keysOf(manifest, name = "judge", opening = false) {
  const found = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || found.has(key) || !wanted(key, SHELLS[name].texts)) return;
    if (opening && ASIDE.test(key)) return;
    found.add(key);
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) visit(next);
  };
  visit(`${name}.html`);
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

/** Fails where a shell has outgrown its budget. */
export function assertBudget(bytes, budget, name = "judge") {
  if (bytes <= budget) return;
  throw new Error(`${name}.html loads ${bytes} bytes of gzipped script; the budget is ${budget}`);
}

/** A shell's worker: the template with its list, and a version that follows from both. */
export function workerOf(name, files, shell, source) {
  const hash = createHash("sha256").update(JSON.stringify(files)).update(source);
  const version = hash.update(shell).digest("hex").slice(0, 16);
  return source
    .replace("= __FILES__;", `= ${JSON.stringify(files)};`)
    .replaceAll("__NAME__", name)
    .replace("__VERSION__", version);
}

/** Writes judge-sw.js and screen-sw.js beside the shells and holds both to their budgets. */
export function shellWorkers() {
  return {
    name: "yisai-shell-workers",
    apply: "build",
    writeBundle: {
      order: "post",
      sequential: true,
      handler({ dir }) {
        const read = (file) => readFileSync(join(dir, file));
        const manifest = JSON.parse(read(".vite/manifest.json").toString());
        const source = readFileSync(new URL("shell-sw.js", import.meta.url), "utf8");
        for (const [name, { budget }] of Object.entries(SHELLS)) {
          const keys = keysOf(manifest, name);
          assertBudget(weigh(manifest, keysOf(manifest, name, true), read), budget, name);
          const shell = read(`${name}.html`);
          const all = new Set([...filesOf(manifest, keys), ...namedIn(shell.toString())]);
          const files = [...all].sort().map((file) => `/static/${file}`);
          writeFileSync(join(dir, `${name}-sw.js`), workerOf(name, files, shell, source));
        }
      },
    },
  };
}
