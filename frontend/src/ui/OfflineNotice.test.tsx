import { act, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { queryClient } from "@/api/query";
import { reachable } from "@/api/reach";
import { show } from "@/test/render";
import { OfflineNotice } from "./OfflineNotice";

afterEach(() => void act(() => reachable.set(true)));

describe("OfflineNotice", () => {
  it.each([
    ["zh-Hans", "现在连不上服务器"],
    ["en", "The server cannot be reached"],
  ] as const)("says it once, calmly, and goes by itself (%s)", async (language, words) => {
    await show(<OfflineNotice />, language);
    const region = screen.getByRole("status");
    expect(region).toBeEmptyDOMElement();
    act(() => reachable.set(false));
    expect(region).toHaveTextContent(words);
    act(() => reachable.set(true));
    expect(region).toBeEmptyDOMElement();
  });

  it("reads again what failed, when the server is back", async () => {
    const again = vi.spyOn(queryClient, "refetchQueries");
    await show(<OfflineNotice />);
    act(() => reachable.set(false));
    expect(again).not.toHaveBeenCalled();
    act(() => reachable.set(true));
    expect(again).toHaveBeenCalledOnce();
  });
});
