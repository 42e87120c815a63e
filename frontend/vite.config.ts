import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath, URL } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { schemeFirst } from "./worker/first.js";
import { preloadsTold } from "./worker/preloads.js";
import { shellWorkers } from "./worker/plugin.js";
import { squeezed } from "./worker/squeezed.js";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const shells = ["app", "judge", "screen"].filter((name) => existsSync(here(`${name}.html`)));
// The version that the server's welcome names as well; see api/live/schema.py.
const { version } = JSON.parse(readFileSync(here("package.json"), "utf8")) as { version: string };
const server = process.env.YISAI_SERVER ?? "http://127.0.0.1:8000";

// The page of components is built by itself (--mode components), for docs/components.md.
const COMPONENTS = { components: here("components.html") };

// The icons that the judge's shell shares with the app, with what draws them: a file for each of
// them cost more in gzip's own frame and in requests than the drawings.
const ICONS =
  /icons-react\/dist\/esm\/(createReactComponent|defaultAttributes|icons\/Icon(AlertTriangle|Check|Chevron(Down|Left|Right)|CircleCheck|CloudOff|DeviceTablet|Dots|FileText|Lock|Signature))\.mjs$/;

// Django serves dist/ under /static/ and answers the client's routes with the built shells.
export default defineConfig(({ mode }) => ({
  base: "/static/",
  plugins: [
    react(),
    schemeFirst(),
    preloadsTold(),
    ...(mode === "components" ? [] : [shellWorkers(), squeezed()]),
  ],
  define: { "import.meta.env.VITE_BUILD": JSON.stringify(version) },
  resolve: { alias: { "@": here("src") } },
  build: {
    target: ["chrome108", "safari15.4"],
    manifest: true,
    sourcemap: false,
    // No inlined assets: the policy of the pages allows scripts and fonts of our own origin only.
    assetsInlineLimit: 0,
    rollupOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false,
          groups: [{ name: "icons", test: ICONS }],
        },
      },
      input:
        mode === "components"
          ? COMPONENTS
          : Object.fromEntries(shells.map((name) => [name, here(`${name}.html`)])),
    },
  },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/_allauth", "/files", "/ws"].map((path) => [
        path,
        { target: server, ws: path === "/ws" },
      ]),
    ),
  },
  test: {
    environment: "happy-dom",
    globals: true,
    setupFiles: ["src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}", "{lint,worker}/**/*.test.js"],
    restoreMocks: true,
  },
}));
