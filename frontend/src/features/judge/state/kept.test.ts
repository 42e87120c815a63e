import { expect, test } from "vitest";
import { afterPaint } from "@/lib/afterPaint";
import { Signal } from "@/offline/signal";
import { typedKept } from "./kept";

const turn = () => new Promise((done) => setTimeout(done));

test("waits for a digit that is still to be painted and for its way to the store", async () => {
  const editing = new Signal<ReadonlySet<string>>(new Set());
  let kept = false;
  // As a pad does: the digit first, then the store.
  afterPaint(() => editing.set(new Set(["s/defense"])));
  const done = typedKept({ editing }).then(() => (kept = true));
  await new Promise((later) => afterPaint(() => later(0)));
  await turn();
  expect(kept).toBe(false);
  editing.set(new Set(["s/team"]));
  await turn();
  expect(kept).toBe(false);
  editing.set(new Set());
  await done;
  expect(kept).toBe(true);
});

test("with nothing on its way it is there after a frame", async () => {
  await typedKept({ editing: new Signal<ReadonlySet<string>>(new Set()) });
});
