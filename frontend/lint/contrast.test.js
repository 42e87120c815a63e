import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const FOLDERS = ["src/ui", ...readdirSync("src/features").map((name) => `src/features/${name}`)];
const sheets = Object.fromEntries(
  FOLDERS.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".css"))
      .map((name) => [`${folder}/${name}`, readFileSync(`${folder}/${name}`, "utf8")]),
  ),
);
const tokens = sheets["src/ui/tokens.css"];

/** The custom properties of the first block of a selector. */
function block(selector) {
  const start = tokens.indexOf(`${selector} {`);
  const body = tokens.slice(start, tokens.indexOf("\n}", start));
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]),
  );
}

const light = block(":root");
const dark = { ...light, ...block('[data-mantine-color-scheme="dark"]') };
const hall = { ...dark, ...block("[data-hall]") };
const THEMES = { light, dark, hall };

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(one, two) {
  const [low, high] = [luminance(one), luminance(two)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Pairs that a page may make of an element and what it lies on, in the same order everywhere. */
const GROUNDS = ["canvas", "surface", "sunken", "raised", "key"];
const TEXT = [
  ...["ink", "ink-2", "ink-3"].flatMap((ink) => GROUNDS.map((ground) => [ink, ground])),
  ...["brand", "ok", "warn", "bad"].flatMap((tone) => [
    [tone, "surface"],
    [tone, "canvas"],
    [tone, `${tone}-soft`],
    ["ink", `${tone}-soft`],
  ]),
  ["brand-ink", "brand-soft"],
  ["brand-ink", "surface"],
  ["ink-2", "brand-soft"],
  ["gold", "gold-soft"],
  ["on-brand", "brand"],
  ["surface", "ink"],
  ...["stage-ink", "stage-ink-2", "stage-ink-3", "stage-ink-4", "stage-gold", "stage-link"].flatMap(
    (ink) => ["stage", "stage-glow", "stage-glow-2"].map((on) => [ink, on]),
  ),
];
const PARTS = [
  ...["control", "focus", "ok-fill", "warn-fill", "bad-fill"].map((part) => [part, "surface"]),
  ["control", "canvas"],
  ["focus", "canvas"],
  ["focus", "sunken"],
  ["brand", "surface"],
  ["brand", "sunken"],
];

/** Pairs that one rule of our style sheets sets itself: text color and ground. */
function written() {
  const found = new Map();
  for (const text of Object.values(sheets)) {
    for (const [rule] of text.matchAll(/\{[^{}]*\}/g)) {
      const ink = /[{;]\s*color:\s*var\(--([\w-]+)\)/.exec(rule)?.[1];
      const ground = /background(?:-color)?:\s*var\(--([\w-]+)\)/.exec(rule)?.[1];
      if (ink && ground) found.set(`${ink}/${ground}`, [ink, ground]);
    }
  }
  return [...found.values()];
}

function weak(theme, pairs, least) {
  return pairs.flatMap(([one, two]) => {
    const [a, b] = [theme[`--${one}`], theme[`--${two}`]];
    if (!a || !b) return [`${one} on ${two}: no such token`];
    const ratio = contrast(a, b);
    return ratio < least ? [`${one} on ${two}: ${ratio.toFixed(2)}`] : [];
  });
}

describe("contrast of the tokens", () => {
  it.each(Object.entries(THEMES))("%s: text stands out by 4.5 : 1", (_name, theme) => {
    expect(weak(theme, TEXT, 4.5)).toEqual([]);
  });

  it.each(Object.entries(THEMES))("%s: controls and marks by 3 : 1", (_name, theme) => {
    expect(weak(theme, PARTS, 3)).toEqual([]);
  });

  it.each(Object.entries(THEMES))("%s: every pair that a rule writes", (_name, theme) => {
    const pairs = written();
    expect(pairs.length).toBeGreaterThan(10);
    expect(weak(theme, pairs, 4.5)).toEqual([]);
  });

  it("sees a pair that is too weak, and a token that is not there", () => {
    expect(weak(light, [["control", "surface"]], 4.5)).toEqual(["control on surface: 3.62"]);
    expect(weak(light, [["nothing", "surface"]], 3)).toHaveLength(1);
  });

  it("is not gone round: no color stands outside the tokens", () => {
    expect(Object.keys(sheets).length).toBeGreaterThan(6);
    const strays = Object.entries(sheets).flatMap(([file, text]) =>
      file.endsWith("tokens.css") ? [] : (text.match(/#[0-9a-f]{3,8}\b|rgba?\(/gi) ?? []),
    );
    expect(strays).toEqual([]);
  });
});
