import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { TwoPersonApproval } from "./TwoPersonApproval";

const AT = "2026-11-22T06:32:05Z";
const lin = { id: "p1", name: { zh: "甲", en: "A" } };
const wei = { id: "p2", name: { zh: "乙", en: "B" } };

function approval(change: Partial<Parameters<typeof TwoPersonApproval>[0]> = {}) {
  const onAct = vi.fn();
  const act = {
    label: "批准这份名单",
    question: "批准 12 队的成绩？",
    why: "内容有改动，批准即失效。",
    onAct,
    busy: false,
    testid: "approve",
  };
  const node = (
    <TwoPersonApproval
      hands={[
        { label: "准备", person: lin, at: AT },
        { label: "批准", person: null, at: null },
      ]}
      zone="Asia/Shanghai"
      me={wei.id}
      what={{ title: "12 队的成绩", hash: "ab12cd" }}
      act={act}
      {...change}
    />
  );
  return { node, onAct };
}

describe("TwoPersonApproval", () => {
  it("shows who, when, what exactly, and its hash; the other person approves after one question", async () => {
    const { node, onAct } = approval();
    await show(node);
    expect(screen.getByText("甲", { exact: false })).toHaveTextContent("14:32:05");
    expect(screen.getByText("等待中")).toBeInTheDocument();
    expect(screen.getByText("12 队的成绩")).toBeInTheDocument();
    expect(screen.getByText("ab12cd")).toBeInTheDocument();
    await userEvent.click(screen.getByTestId("approve"));
    expect(onAct).not.toHaveBeenCalled();
    expect(await screen.findByRole("dialog", { name: "批准 12 队的成绩？" })).toBeInTheDocument();
    await userEvent.click(screen.getByTestId("approve-confirm"));
    expect(onAct).toHaveBeenCalledOnce();
  });

  it.each([
    ["zh-Hans", "需要另一位负责人批准"],
    ["en", "Someone else must approve"],
  ] as const)("refuses the one who proposed, in words (%s)", async (language, words) => {
    const { node, onAct } = approval({ me: lin.id, refused: null });
    await show(node, language);
    await userEvent.click(screen.getByTestId("approve"));
    expect(screen.getByTestId("approve-reason")).toHaveTextContent(words);
    expect(screen.queryByRole("dialog")).toBeNull();
    expect(onAct).not.toHaveBeenCalled();
  });

  it("refuses whoever has no right, in the words of the page", async () => {
    await show(approval({ refused: "由复核人批准。" }).node);
    expect(screen.getByTestId("approve-reason")).toHaveTextContent("由复核人批准。");
  });

  it("takes an approval of other content for none", async () => {
    const hands = [
      { label: "准备", person: lin, at: AT },
      { label: "批准", person: wei, at: AT },
    ] as const;
    const view = await show(approval({ hands: [...hands], act: null }).node);
    const state = () => view.container.querySelector(".ys-approval")?.getAttribute("data-state");
    expect(state()).toBe("approved");
    view.rerender(approval({ hands: [...hands], act: null, voided: true }).node);
    expect(state()).toBe("void");
    expect(screen.getByRole("status")).toHaveTextContent("原批准已失效");
    expect(screen.getByText("等待中")).toBeInTheDocument();
  });
});
