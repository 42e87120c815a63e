import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "@/test/render";
import { GateChecklist, type GateItem } from "./GateChecklist";

const met: GateItem = {
  code: "report",
  label: "评审报告已签发",
  state: "met",
  by: { id: "p", name: { zh: "甲", en: "A" } },
  at: "2026-11-22T06:32:05Z",
  proof: "评审字〔2026〕7 号",
};
const missing: GateItem = { code: "figures", label: "指标", state: "missing" };
const bring: GateItem = { code: "minutes", label: "会议纪要", state: "bring" };
const ZONE = "Asia/Shanghai";

describe("GateChecklist", () => {
  it("says who met a condition, when, and by what", async () => {
    await show(<GateChecklist items={[met]} zone={ZONE} />);
    expect(screen.getByTestId("met-report")).toHaveTextContent(
      "已满足：评审报告已签发甲 2026-11-22 14:32评审字〔2026〕7 号",
    );
    expect(screen.getByRole("group", { name: "条件已齐" })).toHaveAttribute("data-open", "true");
  });

  it.each([
    ["zh-Hans", "还差 2 项", "还缺："],
    ["en", "2 items missing", "Missing: "],
  ] as const)("counts what is missing, as words and not by color (%s)", async (tag, sum, word) => {
    const other = { ...missing, code: "site" };
    await show(<GateChecklist items={[met, missing, other]} zone={ZONE} />, tag);
    expect(screen.getByRole("group", { name: sum })).toHaveAttribute("data-open", "false");
    expect(screen.getByTestId("missing-figures").textContent).toContain(word);
  });

  it("does not shut the gate for what is brought when passing", async () => {
    await show(<GateChecklist items={[met, bring]} zone={ZONE} />);
    expect(screen.getByRole("group", { name: "条件已齐" })).toBeInTheDocument();
    expect(screen.getByTestId("bring-minutes")).toHaveTextContent("办理时提供：会议纪要");
  });

  it("turns somebody away kindly, with the way to put it right", async () => {
    const remedy = <a href="#figures">去补充</a>;
    await show(
      <GateChecklist
        items={[{ ...missing, remedy }]}
        zone={ZONE}
        refused="还差 1 项，补齐后就能继续。"
      />,
    );
    expect(screen.getByText("还差 1 项，补齐后就能继续。")).toBeInTheDocument();
    const row = within(screen.getByTestId("missing-figures"));
    expect(row.getByRole("link", { name: "去补充" })).toHaveAttribute("href", "#figures");
  });
});
