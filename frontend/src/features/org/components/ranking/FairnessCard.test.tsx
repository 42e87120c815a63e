import { QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "@/api/client";
import { queryClient } from "@/api/query";
import { show } from "@/test/render";
import type { Fairness } from "../../api/fairness";
import { FairnessCard } from "./FairnessCard";

const PERSON = { id: "p1", name: { zh: "甲", en: "Somebody" } };
const FILE = { url: "/files/f1", size: 260_000, sha256: "ab".repeat(32), pages: 4 };
const MADE: NonNullable<Fairness["report"]> = {
  id: "r1",
  state: "made",
  sight: "kept",
  version: 1,
  content_hash: "cd".repeat(32),
  zh: FILE,
  en: { ...FILE, url: "/files/f2" },
  asked_by: PERSON,
  asked_at: "2026-11-22T07:40:00Z",
  made_at: "2026-11-22T07:40:02Z",
  decided_by: null,
  decided_at: null,
};
const NONE: Fairness = { can_make: true, can_publish: true, decides: true, report: null };
const WAITING: Fairness = {
  ...NONE,
  report: { ...MADE, state: "waiting", zh: null, en: null, made_at: null, content_hash: null },
};

async function card(found: Fairness, language: "zh-Hans" | "en" = "en") {
  queryClient.clear();
  vi.spyOn(api, "get").mockResolvedValue(found);
  await show(
    <QueryClientProvider client={queryClient}>
      <FairnessCard round="x" zone="Asia/Shanghai" />
    </QueryClientProvider>,
    language,
  );
  await screen.findByTestId(found.report?.state === "made" ? "fairness-zh" : "fairness");
  if (found.report?.state === "failed") await screen.findByRole("alert");
  if (!found.report) await screen.findByTestId("fairness-make");
  return userEvent.setup();
}

afterEach(() => vi.restoreAllMocks());

describe("the fairness report", () => {
  it("is made on demand and says that it is on its way", async () => {
    const user = await card(NONE);
    const post = vi.spyOn(api, "post").mockResolvedValue(WAITING);
    await user.click(screen.getByTestId("fairness-make"));
    expect(post).toHaveBeenCalledWith("rounds/x/fairness", {}, expect.anything());
    expect(await screen.findByRole("status")).toBeVisible();
    expect(screen.queryByTestId("fairness-make")).toBeNull();
  });

  it("is read in both languages and published after one question", async () => {
    const user = await card({ ...NONE, report: MADE });
    expect(screen.getByTestId("fairness-zh")).toHaveAttribute("href", "/files/f1");
    expect(screen.getByTestId("fairness-en")).toHaveAttribute("href", "/files/f2");
    expect(screen.getByTestId("fairness-hash")).toHaveTextContent("cd".repeat(32));
    const post = vi.spyOn(api, "post").mockResolvedValue({
      ...NONE,
      report: { ...MADE, sight: "published", decided_at: MADE.made_at },
    });
    await user.click(screen.getByTestId("fairness-publish"));
    expect(post).not.toHaveBeenCalled();
    await user.click(await screen.findByTestId("fairness-publish-confirm"));
    expect(await screen.findByTestId("fairness-keep")).toBeVisible();
    expect(post).toHaveBeenCalledWith("rounds/x/fairness/publish", {}, expect.anything());
  });

  it("is not published before a list is open, and by nobody but the organizer", async () => {
    await card({ ...NONE, can_publish: false, report: MADE }, "zh-Hans");
    expect(screen.queryByTestId("fairness-publish")).toBeNull();
    vi.mocked(api.get).mockResolvedValue({ ...NONE, decides: false, report: MADE });
    await queryClient.invalidateQueries();
    expect(screen.queryByTestId("fairness-publish")).toBeNull();
    expect(screen.getByTestId("fairness-zh")).toBeVisible();
  });

  it("says that making it failed", async () => {
    await card({ ...NONE, report: { ...MADE, state: "failed" } });
    expect(screen.getByRole("alert")).toBeVisible();
  });
});
