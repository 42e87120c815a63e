import { afterEach, describe, expect, it, vi } from "vitest";
import { scheme, schemeChoose, schemeFollow } from "./scheme";

const root = document.documentElement;
const shown = () => [
  root.getAttribute("data-mantine-color-scheme"),
  root.hasAttribute("data-hall"),
];
const media = { matches: false, listen: null as (() => void) | null };

vi.stubGlobal("matchMedia", () => ({
  get matches() {
    return media.matches;
  },
  addEventListener: (_kind: string, listen: () => void) => (media.listen = listen),
}));

afterEach(() => {
  media.matches = false;
  schemeChoose("auto");
});

describe("the scheme of a device", () => {
  it("follows the system until somebody chooses, and again when the choice is taken back", () => {
    schemeFollow();
    expect(shown()).toEqual(["light", false]);
    media.matches = true;
    media.listen?.();
    expect(shown()).toEqual(["dark", false]);
    schemeChoose("light");
    media.listen?.();
    expect(shown()).toEqual(["light", false]);
    schemeChoose("auto");
    expect(shown()).toEqual(["dark", false]);
    expect(localStorage.getItem("yisai.scheme")).toBeNull();
  });

  it("remembers the hall, which is dark", () => {
    schemeChoose("hall");
    expect(shown()).toEqual(["dark", true]);
    expect(localStorage.getItem("yisai.scheme")).toBe("hall");
  });

  it("hears what another tab chose", () => {
    schemeFollow();
    localStorage.setItem("yisai.scheme", "dark");
    dispatchEvent(new StorageEvent("storage", { key: "yisai.scheme" }));
    expect([scheme.get(), ...shown()]).toEqual(["dark", "dark", false]);
  });
});
