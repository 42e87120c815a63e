import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { beforeEach, expect, it, vi } from "vitest";
import { Tablet } from "@/offline/tablet";
import { freshDatabase, until } from "@/offline/testing/kit";
import { show } from "@/test/render";
import type { Queue, QueueEntry } from "../api/types";
import { AHEAD } from "../state/ahead";
import { NOTE_MOST } from "../state/note";
import { type Office, OfficeContext } from "../state/office";
import { SideTabs } from "./SideTabs";

const ENTRY = { id: "33333333-3333-4333-8333-333333333333", files: [] } as unknown as QueueEntry;
const EDGE = { zh: "技术壁垒明确", en: "Clear technical edge" };
const PROUD = { zh: "财务预测偏乐观", en: "Optimistic forecast" };

let tablet: Tablet;
beforeEach(async () => {
  const { db } = await freshDatabase();
  const quiet = () => undefined;
  tablet = await Tablet.open({
    build: "t",
    database: db,
    onState: quiet,
    onOpen: quiet,
    onRights: quiet,
  });
  await until(() => tablet.notes.get() !== null);
});

function panel(phrases?: Queue["rulebook"]["document"]["phrases"]) {
  const queue = { rulebook: { document: { phrases } }, entries: [] } as unknown as Queue;
  return show(
    <OfficeContext value={{ tablet } as Office}>
      <SideTabs queue={queue} entry={ENTRY} />
    </OfficeContext>,
  );
}
const note = () => screen.getByTestId<HTMLTextAreaElement>("note");
const chip = (text: string) => screen.findByRole("button", { name: text });
const type = (value: string) => fireEvent.change(note(), { target: { value } });

it("writes a phrase with a tap, takes it out with a second, and keeps both like a key", async () => {
  await panel([EDGE, PROUD]);
  type("看过实物");
  fireEvent.click(await chip(EDGE.zh));
  fireEvent.click(await chip(PROUD.zh));
  expect(note().value).toBe(`看过实物\n${EDGE.zh}\n${PROUD.zh}`);
  expect((await chip(EDGE.zh)).getAttribute("aria-pressed")).toBe("true");
  fireEvent.click(await chip(EDGE.zh));
  expect((await chip(EDGE.zh)).getAttribute("aria-pressed")).toBe("false");
  // No server was asked: it is on this device, as a note is that was typed.
  await waitFor(async () => {
    await tablet.notes.get()?.load();
    expect(tablet.notes.get()?.of(ENTRY.id).text).toBe(`看过实物\n${PROUD.zh}`);
  });
});

it("says that a phrase found no room until there is some, and cuts nothing off", async () => {
  await panel([EDGE]);
  const long = "x".repeat(NOTE_MOST - EDGE.zh.length);
  type(long);
  fireEvent.click(await chip(EDGE.zh));
  expect(screen.getByTestId("phrases-full").textContent).toContain("笔记已满");
  expect(note().value).toBe(long);
  type(long.slice(1));
  await waitFor(() => expect(screen.queryByTestId("phrases-full")).toBeNull());
  // Long again, and nobody has tapped: nothing to say.
  type(long);
  expect(screen.queryByTestId("phrases-full")).toBeNull();
});

it("switches the phrases off where the note cannot be written", async () => {
  await panel([EDGE]);
  expect((await chip(EDGE.zh)).hasAttribute("disabled")).toBe(false);
  act(() => tablet.notes.set(null));
  expect(note().readOnly).toBe(true);
  expect((await chip(EDGE.zh)).hasAttribute("disabled")).toBe(true);
});

it("keeps the note where the phrases did not come, and asks for them with the next card", async () => {
  const asked = vi.spyOn(AHEAD, "phrases").mockRejectedValueOnce(new Error("the line broke"));
  const { unmount } = await panel([EDGE]);
  await waitFor(() => expect(asked).toHaveBeenCalledTimes(1));
  type("还在");
  expect(note().value).toBe("还在");
  expect(screen.queryByRole("group")).toBeNull();
  unmount();
  await panel([EDGE]);
  expect(await chip(EDGE.zh)).toBeVisible();
});

it("loads nothing where the rulebook has no phrases", async () => {
  const asked = vi.spyOn(AHEAD, "phrases");
  await panel();
  expect(note().value).toBe("");
  expect(asked).not.toHaveBeenCalled();
});
