import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "@/test/render";
import { ReasonedButton } from "./ReasonedButton";

describe("ReasonedButton", () => {
  it("acts by mouse and by key", async () => {
    const act = vi.fn();
    await show(<ReasonedButton onAct={act}>公布</ReasonedButton>);
    await userEvent.click(screen.getByRole("button"));
    await userEvent.keyboard("{Enter}");
    expect(act).toHaveBeenCalledTimes(2);
  });

  it("says why not, keeps the focus, leads to the remedy, and does nothing", async () => {
    const act = vi.fn();
    await show(
      <ReasonedButton onAct={act} reason="还差 3 位评委签名。" remedy={<a href="#seats">查看</a>}>
        公布
      </ReasonedButton>,
    );
    const button = screen.getByRole("button", { description: /还差 3 位评委签名/ });
    await userEvent.tab();
    expect(button).toHaveFocus();
    expect(screen.getByRole("status")).toBeEmptyDOMElement();
    await userEvent.keyboard("{Enter}");
    expect(act).not.toHaveBeenCalled();
    expect(screen.getByRole("status")).toHaveTextContent("还差 3 位评委签名。");
    await userEvent.tab();
    expect(screen.getByRole("link")).toHaveFocus();
  });

  it("keeps its name while it works, and does not act twice", async () => {
    const act = vi.fn();
    await show(
      <ReasonedButton onAct={act} busy>
        公布
      </ReasonedButton>,
    );
    const button = screen.getByRole("button", { name: /公布/ });
    expect(button).toHaveAttribute("aria-busy", "true");
    await userEvent.click(button);
    expect(act).not.toHaveBeenCalled();
  });
});
