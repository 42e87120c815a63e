import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { workerOf } from "./plugin.js";
import source from "./shell-sw.js?raw";

/** Which addresses a page's worker answers itself when they are opened. */
function answered(name, paths) {
  const heard = {};
  const self = {
    location: { origin: "https://yisai.test" },
    addEventListener: (kind, does) => (heard[kind] = does),
  };
  const caches = { open: async () => ({ match: async () => "shell" }) };
  runInNewContext(workerOf(name, [], "<html>", source), { self, caches, URL });
  return paths.filter((path) => {
    let own = false;
    const request = { method: "GET", mode: "navigate", url: `https://yisai.test${path}` };
    heard.fetch({ request, respondWith: () => (own = true) });
    return own;
  });
}

it("answers for the panel and leaves the basic card and all else to the server", () => {
  const panel = ["/judge", "/judge/live?entry=1", "/judge/basically"];
  const server = [
    "/judge/basic",
    "/judge/basic?lang=en",
    "/judge/basic/entries/1",
    "/join/x",
    "/org",
  ];
  expect(answered("judge", [...panel, ...server])).toEqual(panel);
});

it("answers for the wall", () => {
  expect(answered("screen", ["/screen", "/screen/hall", "/judge"])).toEqual([
    "/screen",
    "/screen/hall",
  ]);
});
