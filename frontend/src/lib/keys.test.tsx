import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { singleKeys, singleKeysSet, useKeys } from "./keys";

const act = vi.fn();

function Page({ covered = false }: { covered?: boolean }) {
  useKeys({ j: act, "?": act });
  return (
    <>
      <input aria-label="field" />
      <select aria-label="choice" />
      <button type="button">button</button>
      {covered && <div role="dialog" />}
    </>
  );
}

describe("single keys", () => {
  beforeEach(() => {
    act.mockClear();
    singleKeysSet(true);
  });

  it("act anywhere but in a field, in either case", async () => {
    render(<Page />);
    await userEvent.keyboard("j");
    await userEvent.keyboard("J?");
    expect(act).toHaveBeenCalledTimes(3);
    await userEvent.click(screen.getByLabelText("field"));
    await userEvent.keyboard("j?");
    expect(screen.getByLabelText<HTMLInputElement>("field").value).toBe("j?");
    screen.getByLabelText("choice").focus();
    await userEvent.keyboard("j");
    expect(act).toHaveBeenCalledTimes(3);
  });

  it("leave what is pressed with Ctrl, Cmd or Alt to others", async () => {
    render(<Page />);
    await userEvent.keyboard("{Control>}j{/Control}{Meta>}j{/Meta}{Alt>}j{/Alt}");
    expect(act).not.toHaveBeenCalled();
  });

  it("rest under a dialog", async () => {
    render(<Page covered />);
    await userEvent.keyboard("j");
    expect(act).not.toHaveBeenCalled();
  });

  it("can be turned off for the device", async () => {
    render(<Page />);
    singleKeysSet(false);
    await userEvent.keyboard("j?");
    expect(act).not.toHaveBeenCalled();
    expect(localStorage.getItem("yisai.keys")).toBe("off");
    singleKeysSet(true);
    await userEvent.keyboard("j");
    expect(act).toHaveBeenCalledOnce();
    expect(singleKeys.get()).toBe(true);
  });
});
