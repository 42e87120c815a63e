import { beforeEach, describe, expect, it } from "vitest";
import { closureOf, preloadsTold } from "./preloads.js";

const bundle = {
  "host.js": { imports: ["shared.js"] },
  "shared.js": { imports: ["deep.js"] },
  "deep.js": { imports: ["shared.js"] },
  "later.js": { imports: ["deep.js", "own.js"] },
  "own.js": { imports: [] },
};

describe("what a chunk is told to fetch ahead", () => {
  let told;
  beforeEach(() => {
    const plugin = preloadsTold();
    plugin.generateBundle({}, bundle);
    told = plugin.config().build.modulePreload.resolveDependencies;
  });

  it("leaves out what the chunk cannot run without", () => {
    expect(told("later.js", ["later.js", "deep.js", "own.js"], { hostId: "host.js" })).toEqual([
      "later.js",
      "own.js",
    ]);
  });

  it("names no file that its own import fetches at once", () => {
    expect(told("later.js", ["later.js", "shared.js"], { hostId: "host.js" })).toEqual([]);
  });

  it("keeps everything that a page names, which imports nothing by itself", () => {
    const names = ["shared.js", "deep.js"];
    expect(told("host.js", names, { hostId: "judge.html", hostType: "html" })).toEqual(names);
  });
});

it("follows imports in a circle to their end", () => {
  const importsOf = (name) => bundle[name].imports;
  expect([...closureOf("host.js", importsOf)]).toEqual(["host.js", "shared.js", "deep.js"]);
});
