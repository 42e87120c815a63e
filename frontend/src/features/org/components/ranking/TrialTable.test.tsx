import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { expect, it, vi } from "vitest";
import { show } from "@/test/render";
import type { WhatIf } from "../../api/rankingTypes";
import { TrialTable } from "./TrialTable";

const row = (number: string, now: number, then: number) => ({
  entry: number,
  number,
  team: { zh: number, en: number },
  rank_now: now,
  rank_then: then,
  score_now: "80.00",
  score_then: "81.00",
  in_now: now <= 1,
  in_then: then <= 1,
});
const TRIAL: WhatIf = {
  watermark: { zh: "试算", en: "What-if" },
  rule: "median",
  name: { zh: "中位数", en: "Median" },
  refused: null,
  cut: 1,
  hash: "ab".repeat(32),
  crossing: 2,
  rows: [row("01", 1, 2), row("02", 2, 1), row("03", 3, 3)],
};

it("says that it is no result, who moves, and how many go over the line", async () => {
  const onCut = vi.fn();
  await show(
    <TrialTable trial={TRIAL} busy={false} rules={null} onCut={onCut} onBack={vi.fn()} />,
    "en",
  );
  expect(screen.getByRole("heading")).toHaveTextContent("not the result");
  expect(screen.getByRole("heading")).toHaveFocus();
  expect(screen.getAllByText("What-if").length).toBeGreaterThan(10);
  expect(screen.getByTestId("trial-crossing")).toHaveTextContent("2 entries swap across the cut");
  expect(screen.getByTestId("trial-02")).toHaveTextContent("up 1 place");
  expect(screen.getByTestId("trial-02")).toHaveTextContent("enters top 1");
  expect(screen.getByTestId("trial-01")).toHaveTextContent("leaves top 1");
  expect(screen.getByTestId("trial-03")).toHaveTextContent("unchanged");
  const user = userEvent.setup();
  await user.clear(screen.getByTestId("trial-cut"));
  await user.type(screen.getByTestId("trial-cut"), "2{Enter}");
  expect(onCut.mock.calls).toEqual([[2]]);
});

it("says why a rule gives no ranking, and shows none", async () => {
  const refused = { zh: "不行", en: "One judge only." };
  const trial = { ...TRIAL, refused, rows: [], crossing: 0, cut: null, hash: null };
  await show(
    <TrialTable trial={trial} busy={false} rules={null} onCut={vi.fn()} onBack={vi.fn()} />,
    "en",
  );
  expect(screen.getByTestId("trial-refused")).toHaveTextContent("One judge only.");
  expect(screen.queryByRole("table")).toBeNull();
});
