import { readFileSync, readdirSync } from "node:fs";
import { Script } from "node:vm";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const FOLDER = "../api/pages/static/pages";

/** As the compiler writes it for a target; the same for both where nothing newer is used. */
function written(source, target) {
  return ts.transpileModule(source, { compilerOptions: { target, module: ts.ModuleKind.None } })
    .outputText;
}
function readByOldKernels(source) {
  try {
    new Script(source); // no module, no waiting outside a function
  } catch {
    return false;
  }
  return written(source, ts.ScriptTarget.ES2017) === written(source, ts.ScriptTarget.ESNext);
}

describe("scripts of the server's own pages", () => {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(".js"));

  it("are there", () => expect(names).toContain("capability.js"));

  it.each(names)("%s is read by kernels of 2017", (name) => {
    expect(readByOldKernels(readFileSync(`${FOLDER}/${name}`, "utf8"))).toBe(true);
  });

  it.each(["a?.b", "a ?? b", "await a", 'import "a"', "class A { #b = 1 }"])(
    "planted: %s is noticed",
    (source) => expect(readByOldKernels(source)).toBe(false),
  );
});
