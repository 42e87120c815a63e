import "fake-indexeddb/auto";
import "@testing-library/jest-dom/vitest";
import { cleanup } from "@testing-library/react";
import { afterEach } from "vitest";

afterEach(cleanup);

// Mantine asks for these two; happy-dom answers only in part.
if (!("matchMedia" in window)) {
  Object.defineProperty(window, "matchMedia", {
    value: (media: string) => ({ matches: false, media, addEventListener() {} }),
  });
}
globalThis.ResizeObserver ??= class {
  observe() {}
  unobserve() {}
  disconnect() {}
} as never;
