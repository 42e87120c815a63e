import { describe, expect, it } from "vitest";
import { deviceOf } from "./agent";

describe("deviceOf", () => {
  it("names browser and system, the more particular name first", () => {
    const chrome =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120 Safari/537.36";
    expect(deviceOf(chrome)).toBe("Chrome · Windows");
    expect(deviceOf(`${chrome} Edg/120`)).toBe("Edge · Windows");
    expect(
      deviceOf("Mozilla/5.0 (iPad; CPU OS 15_4 like Mac OS X) Version/15.4 Safari/604.1"),
    ).toBe("Safari · iPad");
    expect(deviceOf("Mozilla/5.0 (Linux; Android 12) Chrome/108 MicroMessenger/8.0")).toBe(
      "WeChat · Android",
    );
  });

  it("says nothing of what it does not know", () => {
    expect(deviceOf("python-httpx/0.28")).toBeNull();
    expect(deviceOf("")).toBeNull();
  });
});
