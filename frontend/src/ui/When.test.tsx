import { cleanup, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { Relative, When } from "./When";

const AT = "2026-11-22T06:32:05Z";
const viewer = vi.hoisted(() => ({ zone: "Asia/Shanghai" }));
vi.mock("@/lib/time", async (original) => ({
  ...(await original<object>()),
  viewerZone: () => viewer.zone,
}));
afterEach(() => {
  viewer.zone = "Asia/Shanghai";
  vi.useRealTimers();
});

describe("When", () => {
  it.each([
    ["zh-Hans", "2026-11-22 14:32:05 北京时间 (GMT+8)"],
    ["en", "22 Nov 2026 14:32:05 Beijing time (GMT+8)"],
  ] as const)("is the moment in the contest's zone (%s)", async (language, words) => {
    const { container } = await show(<When at={AT} zone="Asia/Shanghai" seconds />, language);
    expect(container).toHaveTextContent(words);
    expect(container.querySelector("time")).toHaveAttribute("datetime", AT);
    expect(container.querySelector("time")).not.toHaveAttribute("title");
  });

  it("adds the viewer's own clock only where it differs", async () => {
    viewer.zone = "Europe/Paris";
    const { container } = await show(<When at={AT} zone="Asia/Shanghai" />, "en");
    expect(container).toHaveTextContent("22 Nov 2026 07:32 your time");
    cleanup();
    viewer.zone = "Asia/Singapore";
    const same = await show(<When at={AT} zone="Asia/Shanghai" />, "en");
    expect(same.container).not.toHaveTextContent("your time");
  });
});

describe("Relative", () => {
  it("says how far, and holds the moment itself for hover and print", async () => {
    vi.useFakeTimers({ now: new Date("2026-11-19T06:00:00Z"), toFake: ["Date"] });
    await show(<Relative at={AT} zone="Asia/Shanghai" />);
    const time = screen.getByText("还有 3 天 0 小时").closest("time");
    expect(time).toHaveAttribute("title", "2026-11-22 14:32");
    expect(time?.querySelector(".ys-printonly")).toHaveTextContent("2026-11-22 14:32");
  });
});
