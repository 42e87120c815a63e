import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { factsOf, type Facts } from "./facts";
import { EVERY_MS, Teller } from "./tells";

const FULL: Facts = { battery: 60, charging: false, free_mb: 1000, awake: true };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("it tells on change and never more than once a minute", async () => {
  const sent: Facts[] = [];
  let facts = FULL;
  let up = false;
  const teller = new Teller({
    read: () => Promise.resolve(facts),
    send: (said) => up && sent.push(said) > 0,
  });
  await teller.look();
  expect(sent).toEqual([]);
  up = true;
  await teller.look();
  await teller.look();
  expect(sent).toEqual([FULL]);
  facts = { ...FULL, battery: 20 };
  await teller.look();
  facts = { ...FULL, battery: 15 };
  await teller.look();
  expect(sent).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(sent.map(({ battery }) => battery)).toEqual([60, 15]);
  teller.again();
  await vi.advanceTimersByTimeAsync(EVERY_MS);
  expect(sent).toHaveLength(3);
});

test("figures are coarse, and null is what a browser cannot tell", async () => {
  const from = (level: number, free: number) =>
    ({
      getBattery: () => Promise.resolve({ level, charging: false }),
      storage: { estimate: () => Promise.resolve({ quota: free * 1024 * 1024, usage: 0 }) },
    }) as unknown as Navigator;
  expect(await factsOf(false, from(0.59, 5000))).toMatchObject({ battery: 55, free_mb: 1000 });
  expect(await factsOf(false, from(0.2, 49))).toMatchObject({ battery: 20, free_mb: 10 });
  expect(await factsOf(true, from(1, 5000))).toMatchObject({ battery: 100, free_mb: 0 });
  expect(await factsOf(false, {} as Navigator)).toEqual({
    battery: null,
    charging: null,
    free_mb: null,
    awake: null,
  });
});
