import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "@/test/render";
import { TRUTH_FACES } from "./truthFaces";
import { TruthState } from "./TruthState";

const AT = "2026-11-22T06:32:05Z";
const ZONE = "Asia/Shanghai";

describe("TruthState", () => {
  it.each([
    ["editing", "正在记下…"],
    ["local", "已存在本机 14:32:05"],
    ["sent", "已发送，等待确认"],
    ["committed", "已保存 ✓ 14:32:05"],
    ["conflict", "需要您选择"],
    ["rejected", "未被接受"],
    ["signed", "已签名 ✓ 14:32:05"],
  ] as const)("%s reads %s", async (state, words) => {
    await show(<TruthState state={state} at={AT} zone={ZONE} />);
    expect(screen.getByRole("status")).toHaveTextContent(words);
  });

  it("tells no two states apart by color alone", async () => {
    const faces = new Map<string, string>();
    for (const state of Object.keys(TRUTH_FACES) as (keyof typeof TRUTH_FACES)[]) {
      const view = await show(<TruthState state={state} zone={ZONE} />);
      const place = screen.getByRole("status");
      faces.set(state, (place.querySelector("svg")?.innerHTML ?? "") + place.textContent);
      view.unmount();
    }
    const alike = (all: string[]) => all.filter((each, at) => all.indexOf(each) !== at);
    expect(faces.size).toBe(7);
    expect(alike([...faces.values()])).toEqual([]);
    // Two equal faces are found.
    expect(alike([...faces.values(), faces.get("local") ?? ""])).toHaveLength(1);
  });

  it("is green for nothing that the server does not have", () => {
    const green = Object.entries(TRUTH_FACES).filter(([, face]) => face.tone === "ok");
    expect(green.map(([state]) => state)).toEqual(["committed", "signed"]);
  });

  it("counts what is only here, and says why something was not accepted", async () => {
    const view = await show(<TruthState state="local" at={AT} zone={ZONE} count={2} />);
    expect(screen.getByRole("status")).toHaveTextContent("2 项已存在本机");
    view.rerender(<TruthState state="rejected" zone={ZONE} reason="评分已截止" />);
    expect(screen.getByRole("status")).toHaveTextContent("未被接受：评分已截止");
  });

  it("keeps quiet in a list", async () => {
    await show(<TruthState state="local" zone={ZONE} quiet />);
    expect(screen.queryByRole("status")).toBeNull();
    expect(screen.getByTestId("saved-state")).toHaveAttribute("data-state", "local");
  });
});
