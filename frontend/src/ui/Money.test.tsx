import { screen } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { show } from "@/test/render";
import { Money, MoneySums } from "./Money";

const cny = (kind: string, minor: number) => ({ kind, currency: "CNY" as const, minor });

describe("Money", () => {
  it.each([
    ["zh-Hans", 8_600_000_000, "8,600 万元"],
    ["zh-Hans", 32_000_000_000, "3.2 亿元"],
    ["zh-Hans", -8_600_000_000, "\u22128,600 万元"],
    ["en", 8_600_000_000, "CNY 86 million"],
    ["en", 486_000_000_000, "CNY 4.86 bn"],
  ] as const)("%s %d reads %s", async (language, minor, words) => {
    const { container } = await show(<Money value={{ minor }} />, language);
    expect(container.querySelector(".ys-money")?.textContent).toBe(words);
  });

  it("holds the exact figure behind a rounded one", async () => {
    await show(<Money value={{ minor: 32_456_789_012_34 }} />);
    expect(screen.getByTitle("32,456,789,012.34 元").textContent).toBe("324.57 亿元");
  });

  it("does not take unknown for zero", async () => {
    const view = await show(<Money value={null} />);
    expect(view.container).toHaveTextContent("—无");
    view.rerender(<Money value={{ minor: 0 }} />);
    expect(view.container).toHaveTextContent("0 元");
  });
});

describe("MoneySums", () => {
  it("shows each kind with its name and never a total", async () => {
    const sums = [cny("planned_investment", 100_000_000_00), cny("prize", 5_000_000_00)];
    const { container } = await show(
      <MoneySums sums={sums} name={(kind) => ({ prize: "奖金" })[kind] ?? "计划投资"} />,
    );
    const shown = [...container.querySelectorAll("[data-kind]")].map((each) => each.textContent);
    expect(shown).toEqual(["计划投资 1.0 亿元", "奖金 500 万元"]);
    expect(container).not.toHaveTextContent("1.05");
  });
});
