/* global document, localStorage */
import { afterEach, describe, expect, it, vi } from "vitest";
import { namedIn, schemeFirst } from "./first.js";
import source from "./scheme.js?raw";

const root = document.documentElement;

function run(chosen, dark) {
  vi.stubGlobal("matchMedia", () => ({ matches: dark }));
  localStorage.clear();
  if (chosen) localStorage.setItem("yisai.scheme", chosen);
  new Function(source)();
  return [root.getAttribute("data-mantine-color-scheme"), root.hasAttribute("data-hall")];
}

afterEach(() => vi.unstubAllGlobals());

describe("the script before the first paint", () => {
  it.each([
    [null, false, "light", false],
    [null, true, "dark", false],
    ["light", true, "light", false],
    ["dark", false, "dark", false],
    ["hall", false, "dark", true],
    ["nonsense", true, "dark", false],
  ])("chosen %s, system dark %s: %s, hall %s", (chosen, dark, scheme, hall) => {
    expect(run(chosen, dark)).toEqual([scheme, hall]);
  });

  it("does not fail where the browser keeps nothing", () => {
    vi.stubGlobal("localStorage", undefined);
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    new Function(source)();
    expect(root.getAttribute("data-mantine-color-scheme")).toBe("dark");
  });

  it("is a file in the head of every shell but the wall's", () => {
    const plugin = schemeFirst(source);
    plugin.configResolved({ base: "/static/" });
    const [tag] = plugin.transformIndexHtml("", { path: "/judge.html" });
    expect(tag.injectTo).toBe("head-prepend");
    expect(tag.attrs.src).toMatch(/^\/static\/assets\/scheme-[0-9a-f]{8}\.js$/);
    expect(plugin.transformIndexHtml("", { path: "/screen.html" })).toEqual([]);
  });

  it("finds what a shell names", () => {
    const html = '<script src="/static/assets/a.js"></script><link href="/static/assets/b.css" />';
    expect(namedIn(html + html)).toEqual(["assets/a.js", "assets/b.css"]);
  });
});
