import { Buffer } from "node:buffer";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(?:js|mjs|css|svg|json|webmanifest)$/;
/** Smaller files fit into the first packets as they are. */
const LEAST = 860;
const WORTH = 0.95;

const forms = (bytes) => ({
  gz: gzipSync(bytes, { level: 9 }),
  br: brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  }),
});

/** Writes `name.gz` and `name.br` beside every text file of a folder that shrinks by them. */
export function squeeze(dir) {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) {
      squeeze(path);
      continue;
    }
    const bytes = TEXT.test(name) ? readFileSync(path) : Buffer.alloc(0);
    if (bytes.length < LEAST) continue;
    for (const [ending, squeezed] of Object.entries(forms(bytes))) {
      if (squeezed.length < bytes.length * WORTH) writeFileSync(`${path}.${ending}`, squeezed);
    }
  }
}

/** The build's files also in the forms that every server of ours sends: nobody squeezes per request. */
export function squeezed() {
  let dir;
  return {
    name: "yisai-squeezed",
    apply: "build",
    writeBundle(options) {
      dir = options.dir;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler: () => dir && squeeze(join(dir, "assets")),
    },
  };
}
