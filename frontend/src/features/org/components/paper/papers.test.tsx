import { QueryClientProvider } from "@tanstack/react-query";
import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "@/api/client";
import { ProblemError } from "@/api/problem";
import { queryClient } from "@/api/query";
import { show } from "@/test/render";
import type { ExpectedPage, PaperPage, Papers } from "../../api/papers";
import * as scans from "../../api/scans";
import * as photo from "../../state/photo";
import { FileCard } from "./FileCard";
import { InkCard } from "./InkCard";
import { Register } from "./Register";

const NAME = { zh: "周明远", en: "Zhou Mingyuan" };
const PAGE: ExpectedPage = {
  kind: "judge",
  panel: { zh: "一组", en: "Panel 1" },
  seat: 3,
  judge: NAME,
  part: 1,
  parts: 1,
  codes: ["ABCD EFGH"],
  outdated: false,
  filing: null,
};
const FOUND: PaperPage = { ...PAGE, id: "p1", code: "ABCD EFGH", print: 2, entry: null };
const PAPERS: Papers = {
  state: "closed",
  blocked: null,
  ink: { waits: false, reason: "", set_by: null, set_at: null },
  may: { cards: true, values: true, file: true, scans: true, ink: true },
  counts: { expected: 3, printed: 2, returned: 1 },
  expected: [
    PAGE,
    { ...PAGE, seat: 1, filing: "f1" },
    { ...PAGE, kind: "totals", seat: null, judge: null, codes: [], outdated: true },
  ],
  prints: [],
  filings: [],
};

async function seen(node: React.ReactNode, language: "zh-Hans" | "en" = "zh-Hans") {
  queryClient.clear();
  await show(<QueryClientProvider client={queryClient}>{node}</QueryClientProvider>, language);
  return userEvent.setup();
}

afterEach(() => vi.restoreAllMocks());

describe("the register", () => {
  it("names who is missing and what is superseded", async () => {
    await seen(<Register papers={PAPERS} />);
    expect(await screen.findByTestId("paper-missing")).toHaveTextContent(
      "还缺：3 号评委 周明远、评分汇总表（一组）",
    );
    expect(screen.getByText("已作废，请重印")).toBeVisible();
    expect(screen.getByTestId("paper-returned")).toHaveTextContent("1");
  });

  it("says why there is nothing before the round is closed", async () => {
    await seen(
      <Register papers={{ ...PAPERS, blocked: "paper_before_close", expected: [] }} />,
      "en",
    );
    expect(await screen.findByTestId("paper-blocked")).toHaveTextContent(
      "once the round is closed",
    );
  });
});

describe("a page that comes back", () => {
  const take = async (read: string | null) => {
    vi.spyOn(photo, "photoRead").mockResolvedValue({ blob: new Blob(["x"]), read });
    vi.stubGlobal("URL", Object.assign(URL, { createObjectURL: () => "blob:x" }));
    const user = await seen(<FileCard round="r" />);
    const input = await screen.findByTestId("paper-camera");
    await user.upload(input, new File(["x"], "a.jpg", { type: "image/jpeg" }));
    return user;
  };

  it("is recognized by its QR and filed once", async () => {
    const get = vi.spyOn(api, "get").mockResolvedValue(FOUND);
    const send = vi.spyOn(scans, "sendScan").mockResolvedValue();
    const user = await take("YISAI:PAPER:ABCDEFGH:0123456789ABCDEF");
    expect(await screen.findByTestId("paper-found")).toHaveTextContent("3 号评委 周明远");
    expect(get).toHaveBeenCalledWith(
      "rounds/r/papers/pages/YISAI%3APAPER%3AABCDEFGH%3A0123456789ABCDEF",
    );
    await user.click(screen.getByTestId("paper-send"));
    expect(await screen.findByTestId("paper-filed")).toHaveTextContent("周明远");
    expect(send).toHaveBeenCalledOnce();
  });

  it("asks for the code where no QR is found", async () => {
    const get = vi.spyOn(api, "get").mockResolvedValue(FOUND);
    const user = await take(null);
    await user.type(await screen.findByTestId("paper-code"), "abcd efgh{Enter}");
    await waitFor(() => expect(get).toHaveBeenCalledWith("rounds/r/papers/pages/abcd%20efgh"));
    expect(await screen.findByTestId("paper-found")).toBeVisible();
  });

  it("of before a correction is named and not filed", async () => {
    vi.spyOn(api, "get").mockRejectedValue(
      new ProblemError({
        code: "paper_superseded",
        status: 409,
        title: "这一页已经作废",
        page: FOUND,
      }),
    );
    await take("YISAI:PAPER:ABCDEFGH:0123456789ABCDEF");
    expect(await screen.findByRole("alert")).toHaveTextContent("这一页已经作废");
    expect(screen.getByText("3 号评委 周明远")).toBeVisible();
    expect(screen.queryByTestId("paper-send")).toBeNull();
  });
});

describe("the setting for ink", () => {
  it("is changed with a reason once the round has begun", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue(PAPERS);
    const user = await seen(<InkCard round="r" papers={PAPERS} zone="Asia/Shanghai" />);
    await user.click(await screen.findByTestId("ink-change"));
    const go = screen.getByRole("button", { name: "改为等待签字" });
    expect(go).toBeDisabled();
    await user.type(screen.getByRole("textbox"), "章程第七条");
    await user.click(go);
    expect(post).toHaveBeenCalledWith("rounds/r/papers/ink", { waits: true, reason: "章程第七条" });
  });
});
