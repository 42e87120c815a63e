import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ProblemError } from "@/api/problem";
import { show } from "@/test/render";
import { offerUndo, undoOffer } from "./undo";
import { UndoPlace } from "./UndoToast";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
  undoOffer.set(null);
});
afterEach(() => {
  vi.useRealTimers();
  document.head.querySelector('meta[name="undo-seconds"]')?.remove();
});

const pass = (ms: number) => void act(() => vi.advanceTimersByTime(ms));
const offer = (text: string, undo: () => void | Promise<void> = () => undefined) =>
  void act(() => offerUndo(text, undo));
const toast = () => screen.queryByTestId("undo-toast");

describe("UndoToast", () => {
  it("stands for the tempo's ten seconds in a region that was there before", async () => {
    await show(<UndoPlace />);
    const region = screen.getByRole("status");
    expect(region).toBeEmptyDOMElement();
    offer("已把 06 移到第 7 位");
    expect(region).toHaveTextContent("已把 06 移到第 7 位");
    pass(9_999);
    expect(toast()).not.toBeNull();
    pass(1);
    expect(toast()).toBeNull();
  });

  it("follows the server's tempo", async () => {
    document.head.insertAdjacentHTML("beforeend", '<meta name="undo-seconds" content="1">');
    await show(<UndoPlace />);
    offer("一");
    pass(1_000);
    expect(toast()).toBeNull();
  });

  it("waits while the pointer rests on it or the focus is inside, and goes on with what was left", async () => {
    await show(<UndoPlace />);
    offer("一");
    pass(6_000);
    fireEvent.pointerEnter(toast()!);
    pass(60_000);
    fireEvent.focusIn(screen.getByTestId("undo"));
    fireEvent.pointerLeave(toast()!);
    pass(60_000);
    expect(toast()).not.toBeNull();
    fireEvent.focusOut(screen.getByTestId("undo"));
    pass(3_999);
    expect(toast()).not.toBeNull();
    pass(1);
    expect(toast()).toBeNull();
  });

  it("shows one at a time, the newest with its whole time", async () => {
    await show(<UndoPlace />);
    const first = vi.fn();
    const second = vi.fn();
    offer("一", first);
    pass(8_000);
    offer("二", second);
    expect(screen.getAllByTestId("undo-toast")).toHaveLength(1);
    pass(8_000);
    await act(async () => screen.getByTestId("undo").click());
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([0, 1]);
    expect(toast()).toBeNull();
  });

  it("is undone by Ctrl+Z, but never takes that key from somebody who types", async () => {
    await show(
      <>
        <input aria-label="x" />
        <UndoPlace />
      </>,
    );
    const undo = vi.fn();
    offer("一", undo);
    fireEvent.keyDown(screen.getByRole("textbox"), { key: "z", ctrlKey: true });
    expect(undo).not.toHaveBeenCalled();
    await act(async () => fireEvent.keyDown(document.body, { key: "z", ctrlKey: true }));
    expect(undo).toHaveBeenCalledOnce();
  });

  it("says in words when it could not be undone, and stays", async () => {
    await show(<UndoPlace />);
    const error = new ProblemError({ code: "x", status: 409, title: "项目已进入下一阶段" });
    offer("一", () => Promise.reject(error));
    await act(async () => screen.getByTestId("undo").click());
    pass(60_000);
    expect(screen.getByRole("status")).toHaveTextContent("没能撤销。 项目已进入下一阶段");
  });
});
