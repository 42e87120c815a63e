import { QueryClientProvider } from "@tanstack/react-query";
import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { queryClient } from "@/api/query";
import { show } from "@/test/render";
import type { Deliberation, Motion } from "../../api/deliberationTypes";
import type { EditionRound } from "../../api/types";
import { MotionCard } from "./MotionCard";

const name = { zh: "许安琪", en: "Xu Anqi" };
const round = { id: "r" } as EditionRound;
const motion = (more: Partial<Motion> = {}): Motion => ({
  id: "m",
  state: "open",
  kind: "keep",
  entry: { id: "e", number: "QM-05", title: "t", team: name },
  text: "维持原结果",
  clause: "",
  order: [],
  mover: { id: "p", name },
  moved_at: "2026-11-26T08:00:00Z",
  may_vote: 2,
  voted: ["1"],
  counted: null,
  votes: [],
  notes: [],
  recused: ["3"],
  recorded_by: null,
  recorded_at: null,
  rescore: null,
  ...more,
});
const talk = (mode: Deliberation["mode"]): Deliberation => ({
  id: "d",
  state: "open",
  mode,
  opened_at: "",
  closed_at: null,
  opened_by: { id: "p", name },
  closed_by: null,
  tie_vote: false,
  judges: ["1", "2", "3"].map((seat) => ({ seat, called: seat, name, chair: seat === "1" })),
  motions: [],
});
const card = (shown: Motion, may = true, mode: Deliberation["mode"] = "attributed") =>
  show(
    <QueryClientProvider client={queryClient}>
      <MotionCard round={round} motion={shown} talk={talk(mode)} may={may} zone="Asia/Shanghai" />
    </QueryClientProvider>,
  );

describe("a motion on the organizer's screen", () => {
  it("says who has voted, who has not and who is recused, and no counts", async () => {
    await card(motion());
    const said = screen.getAllByRole("listitem").map(({ textContent }) => textContent);
    expect(said[0]).toContain("已投");
    expect(said[1]).toContain("未投");
    expect(said[2]).toContain("回避");
    expect(screen.getByTestId("voted").textContent).toContain("1 / 2");
    expect(screen.queryByTestId("counted")).toBeNull();
    expect(screen.getByTestId("motion-count")).toBeTruthy();
    expect(screen.queryByTestId("motion-record")).toBeNull();
  });

  const counted = motion({
    state: "counted",
    counted: { ayes: 1, noes: 1, abstain: 0, outcome: "carried_by_chair", at: "" },
    votes: [
      { judge: "1", choice: "for" },
      { judge: "2", choice: "against" },
    ],
  });

  it("shows counts and names after the close, and the one step that is left", async () => {
    await card(counted);
    const shown = within(screen.getByTestId("counted"));
    expect(shown.getByText("票数相同，组长赞成，通过")).toBeTruthy();
    expect(shown.getByText("评委 2")).toBeTruthy();
    expect(screen.getByTestId("motion-record")).toBeTruthy();
    expect(screen.queryByTestId("motion-count")).toBeNull();
  });

  it("names nobody where judges are letters", async () => {
    await card({ ...counted, votes: [] }, true, "anonymous");
    expect(within(screen.getByTestId("counted")).queryByText(/评委/)).toBeNull();
  });

  it("offers nothing to whoever only watches", async () => {
    await card(motion(), false);
    expect(screen.queryByTestId("motion-count")).toBeNull();
  });
});
