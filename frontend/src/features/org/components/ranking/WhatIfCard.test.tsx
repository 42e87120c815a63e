import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "@/api/client";
import { show } from "@/test/render";
import type { WhatIfDoor } from "../../api/rankingTypes";
import { WhatIfCard } from "./WhatIfCard";

const OPENING = {
  id: "o1",
  reason: "0.18 between six and seven",
  state: "asked",
  asked_by: { id: "p1", name: { zh: "甲", en: "Asker" } },
  asked_at: "2026-11-22T07:40:00Z",
  attested_by: null,
  attested_at: null,
};
const DOORS: Record<string, WhatIfDoor> = {
  closed: { state: "closed", rules: [], opening: null },
  asked: { state: "asked", rules: [], opening: OPENING },
  open: {
    state: "open",
    rules: [{ id: "median", name: { zh: "中位数", en: "Median" } }],
    opening: {
      ...OPENING,
      attested_by: { id: "p2", name: { zh: "乙", en: "Witness" } },
      attested_at: "2026-11-22T07:52:00Z",
    },
  },
};
const onTry = vi.fn();

const card = (door: string, role: string, me = "p9") => (
  <QueryClientProvider client={new QueryClient()}>
    <WhatIfCard
      round="r1"
      door={DOORS[door] as WhatIfDoor}
      roles={new Set([role])}
      me={me}
      zone="Asia/Shanghai"
      chosen={null}
      busy={false}
      error={null}
      onTry={onTry}
    />
  </QueryClientProvider>
);

afterEach(() => vi.restoreAllMocks());

describe("what-if", () => {
  it("is shut with its reason, and the organizer asks with theirs", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue({});
    await show(card("closed", "organizer"), "en");
    expect(screen.getByTestId("what-if")).toHaveTextContent("shopping for a result");
    const user = userEvent.setup();
    await user.click(screen.getByTestId("what-if-ask"));
    expect(post).not.toHaveBeenCalled();
    await user.type(screen.getByTestId("what-if-reason"), "  close  ");
    await user.click(screen.getByTestId("what-if-ask"));
    expect(post.mock.calls[0]?.slice(0, 2)).toEqual([
      "rounds/r1/what-if-opening",
      { reason: "close" },
    ]);
  });

  it("offers nobody else the form", async () => {
    await show(card("closed", "scorekeeper"), "en");
    expect(screen.queryByTestId("what-if-reason")).toBeNull();
  });

  it("is opened by the witness, who reads the reason first", async () => {
    const post = vi.spyOn(api, "post").mockResolvedValue({});
    await show(card("asked", "witness"), "en");
    expect(screen.getByTestId("what-if-asked")).toHaveTextContent(OPENING.reason);
    const user = userEvent.setup();
    await user.click(screen.getByTestId("what-if-attest"));
    expect(post).not.toHaveBeenCalled();
    await user.click(await screen.findByTestId("what-if-attest-confirm"));
    expect(post.mock.calls[0]?.[0]).toBe("rounds/r1/what-if-opening/attest");
  });

  it("is never opened by who asked for it", async () => {
    await show(card("asked", "verifier", "p1"), "en");
    expect(screen.queryByTestId("what-if-attest")).toBeNull();
    expect(screen.getByTestId("what-if-asked")).toHaveTextContent("Somebody else must attest");
  });

  it("offers the rules once it is open, and says who opened it", async () => {
    await show(card("open", "scorekeeper"), "en");
    await userEvent.click(screen.getByTestId("try-median"));
    expect(onTry.mock.calls).toEqual([["median"]]);
    expect(screen.getByTestId("what-if")).toHaveTextContent("attested by Witness");
    expect(screen.queryByTestId("what-if-close")).toBeNull();
  });
});
