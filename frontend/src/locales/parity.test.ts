import { describe, expect, it } from "vitest";

const files = import.meta.glob<Record<string, string>>("./*/*.json", {
  eager: true,
  import: "default",
});
const of = (language: string) =>
  Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path.startsWith(`./${language}/`))
      .map(([path, texts]) => [path.split("/").pop() ?? path, texts]),
  );
const zh = of("zh-Hans");
const en = of("en");
// Chinese has one plural form, English two, and four where it numbers (1st, 2nd, 3rd, 4th).
const base = (keys: string[]) =>
  [
    ...new Set(keys.map((key) => key.replace(/(_ordinal_(two|few|one|other)|_(one|other))$/, ""))),
  ].sort();
const slots = (text: string) => [...text.matchAll(/{{\s*(\w+)/g)].map((found) => found[1]).sort();

describe("texts", () => {
  it("exist for the same features in both languages", () => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    expect(Object.keys(zh)).toContain("common.json");
  });

  it.each(Object.keys(zh))("%s has the same keys, no empty text, the same slots", (name) => {
    expect(base(Object.keys(zh[name] ?? {}))).toEqual(base(Object.keys(en[name] ?? {})));
    for (const texts of [zh[name], en[name]]) {
      for (const [key, text] of Object.entries(texts ?? {})) expect(text.trim(), key).not.toBe("");
    }
    for (const [key, text] of Object.entries(zh[name] ?? {})) {
      const other = en[name]?.[key];
      if (other !== undefined) expect(slots(text), key).toEqual(slots(other));
    }
  });
});

describe("keys in code", () => {
  const sources = import.meta.glob<string>("../**/*.{ts,tsx}", {
    eager: true,
    query: "?raw",
    import: "default",
  });
  const all = new Set(
    Object.values(zh).flatMap((texts) => [...Object.keys(texts), ...base(Object.keys(texts))]),
  );

  it("all exist", () => {
    const missing: string[] = [];
    for (const [path, source] of Object.entries(sources)) {
      if (path.includes(".test.")) continue;
      for (const found of source.matchAll(/\bt\(\s*"([^"]+)"/g)) {
        const key = (found[1] ?? "").split(":").pop() ?? "";
        if (!all.has(key)) missing.push(`${path}: ${key}`);
      }
    }
    expect(missing).toEqual([]);
  });
});
