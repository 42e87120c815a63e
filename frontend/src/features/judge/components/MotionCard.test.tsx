import { QueryClientProvider } from "@tanstack/react-query";
import { fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { queryClient } from "@/api/query";
import { show } from "@/test/render";
import { type Shown, type Talk, talkQuery } from "../api/motions";
import { MotionCard, MotionCover } from "./MotionCard";

const motion = (more: Partial<Shown> = {}): Shown => ({
  id: "m",
  state: "open",
  covered: false,
  kind: "keep",
  entry: { id: "e", number: "QM-05", title: "t", team: { zh: "蓝鲸储能", en: "Blue Whale" } },
  text: "维持原结果",
  clause: "",
  order: [],
  may_vote: 6,
  voted: ["1"],
  counted: null,
  own_choice: null,
  notes: [],
  own_note: "",
  rescore: null,
  has_vote: true,
  ...more,
});
const card = (shown: Shown, chair = false) =>
  show(
    <QueryClientProvider client={queryClient}>
      <MotionCard round="r" motion={shown} chair={chair} />
    </QueryClientProvider>,
    "en",
  );
afterEach(() => vi.unstubAllGlobals());

it("sends the answer once it is tapped and keeps what the server then says", async () => {
  const talk: Talk = {
    id: "d",
    state: "open",
    mode: "attributed",
    own: "2",
    chair: false,
    motions: [motion({ own_choice: "against" })],
  };
  const sent = vi.fn<(url: string, init: RequestInit) => Promise<Response>>();
  sent.mockResolvedValue(new Response(JSON.stringify(talk)));
  vi.stubGlobal("fetch", sent);
  await card(motion());
  fireEvent.click(screen.getByTestId("vote-against"));
  await waitFor(() => expect(queryClient.getQueryData(talkQuery("r").queryKey)).toEqual(talk));
  expect(sent).toHaveBeenCalledTimes(1);
  const [url, init] = sent.mock.calls[0] ?? [];
  expect(url).toBe("/api/v1/rounds/r/deliberation/motions/m/vote");
  expect(init?.body).toBe('{"choice":"against"}');
});

it("shows the own answer, how many have voted, and no counts", async () => {
  await card(motion({ own_choice: "for" }));
  expect(screen.getByTestId("vote-for").getAttribute("aria-pressed")).toBe("true");
  expect(screen.getByTestId("vote-abstain").getAttribute("aria-pressed")).toBe("false");
  expect(screen.getByTestId("motion-voted").textContent).toBe("1 of 6 have voted");
  expect(screen.queryByTestId("motion-result")).toBeNull();
  expect(screen.queryByTestId("motion-close")).toBeNull();
});

it("the chair's steps are asked twice", async () => {
  await card(motion(), true);
  fireEvent.click(screen.getByTestId("motion-close"));
  expect(screen.getByTestId("motion-close-sure").textContent).toBe("Close the vote now");
});

it("after the count there is a result and no ballot", async () => {
  const counted = { ayes: 3, noes: 2, abstain: 1, outcome: "carried" as const };
  await card(motion({ state: "counted", counted }));
  expect(screen.getByTestId("motion-result").textContent).toContain("3 for · 2 against");
  expect(screen.queryByTestId("vote-for")).toBeNull();
});

it("a cover says that one is recused and nothing else", async () => {
  await show(<MotionCover />, "zh-Hans");
  expect(screen.getByTestId("motion-cover").textContent).toContain("回避");
});
