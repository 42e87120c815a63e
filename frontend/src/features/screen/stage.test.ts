import { expect, test, vi } from "vitest";
import { keptScene } from "./keep";
import { Stage } from "./stage";
import type { StageRoom } from "./types";

class Silent extends EventTarget {
  close(): void {
    // Nobody answers.
  }
}

test("what arrives after this browser was sent off is not kept on it", async () => {
  vi.stubGlobal("WebSocket", Silent);
  const refusal = { type: "about:blank", title: "", status: 401, code: "sign_in_required" };
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json(refusal, { status: 401 })));
  const gone = vi.fn();
  const stage = new Stage({ round: "r" }, null, gone);
  stage.feed.take(1, { scene: "countdown" } as StageRoom);
  expect(keptScene()?.state.v).toBe(1);
  localStorage.clear();
  const stop = stage.start();
  await vi.waitFor(() => expect(gone).toHaveBeenCalled());
  stage.feed.take(2, { scene: "countdown" } as StageRoom);
  expect(keptScene()).toBeNull();
  stop();
  vi.unstubAllGlobals();
});
