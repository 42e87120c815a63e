import { afterEach, expect, it, vi } from "vitest";
import { sheetGet } from "../api/sheet";
import type { Queue } from "../api/types";
import { Office } from "./office";

const line = vi.hoisted(() => ({ opened: (): void => undefined }));

vi.mock("../api/sheet", () => ({ sheetGet: vi.fn(() => Promise.resolve({})) }));
vi.mock("../api/room", () => ({ roomGet: vi.fn(() => Promise.reject(new Error("no network"))) }));
vi.mock("@/offline/tablet", () => ({
  Tablet: {
    open: ({ onOpen }: { onOpen: () => void }) => {
      line.opened = onOpen;
      return Promise.resolve({
        socket: { watch: vi.fn(), pace: { heartbeat: 5000 } },
        adopt: vi.fn(() => Promise.resolve()),
        remember: vi.fn(() => Promise.resolve()),
        recall: vi.fn(() => Promise.resolve(undefined)),
      });
    },
  },
}));

const queue = {
  round: { id: "round", room: "room" },
  entries: [{ id: "entry", sheet: "sheet" }],
} as unknown as Queue;

afterEach(() => vi.useRealTimers());

it("asks for its sheets anew after every gap of the line, however young they are", async () => {
  vi.useFakeTimers();
  const office = await Office.open();
  const asked = vi.mocked(sheetGet);
  await office.arrived(queue);
  expect(asked).toHaveBeenCalledTimes(1);
  line.opened(); // the first link: this start has just asked
  await office.arrived(queue);
  expect(asked).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(100);
  line.opened(); // it was away, another tablet may have signed
  await office.arrived(queue);
  expect(asked).toHaveBeenCalledTimes(2);
});
