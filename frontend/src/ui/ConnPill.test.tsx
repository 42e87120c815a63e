import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { ConnPill } from "./ConnPill";

describe("ConnPill", () => {
  it.each([
    ["zh-Hans", "online", "已连接"],
    ["zh-Hans", "slow", "网络较慢"],
    ["zh-Hans", "offline", "离线"],
    ["zh-Hans", "syncing", "正在补发 2/5"],
    ["zh-Hans", "signin", "需要重新登录"],
    ["en", "syncing", "Catching up 2/5"],
    ["en", "offline", "Offline"],
  ] as const)("says its state as a word (%s, %s)", async (language, state, words) => {
    await show(<ConnPill state={state} done={2} all={5} />, language);
    expect(screen.getByTestId("conn-pill")).toHaveTextContent(words);
    expect(screen.getByTestId("conn-pill")).toHaveAttribute("data-state", state);
  });

  it("is announced by state, not at each operation that arrives", async () => {
    const view = await show(<ConnPill state="syncing" done={1} all={5} />);
    const said = screen.getByRole("status").textContent;
    view.rerender(<ConnPill state="syncing" done={4} all={5} />);
    expect(screen.getByRole("status")).toHaveTextContent(said ?? "");
    expect(said).not.toMatch(/\d/);
  });

  it("tries again when pressed, by key as well, and is no button where it cannot", async () => {
    const retry = vi.fn();
    const view = await show(<ConnPill state="offline" onRetry={retry} who="评委 3" />);
    await userEvent.tab();
    await userEvent.keyboard("{Enter}");
    expect(retry).toHaveBeenCalledOnce();
    expect(screen.getByRole("button")).toHaveTextContent("评委 3");
    view.rerender(<ConnPill state="offline" />);
    expect(screen.queryByRole("button")).toBeNull();
  });
});
