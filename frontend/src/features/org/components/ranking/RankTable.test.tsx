import { screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { describe, expect, it, vi } from "vitest";
import { show } from "@/test/render";
import type { Ranking } from "../../api/rankingTypes";
import { sampleRanking, sampleRow } from "../../state/rankingSample";
import { RankTable } from "./RankTable";

const table = (ranking: Ranking, chosen: string | null = null, onChoose = vi.fn()) => (
  <RankTable ranking={ranking} card={null} label="list" chosen={chosen} onChoose={onChoose} />
);
const cells = (id: string) =>
  within(screen.getByTestId(id))
    .getAllByRole("cell")
    .map((cell) => cell.textContent);

describe("the table of a ranking", () => {
  it("says the range in words, then the chance", async () => {
    await show(table(sampleRanking()), "zh-Hans");
    expect(cells("rank-02")).toEqual(["2", "88.00", "第 1 到第 3 名", "71%难分"]);
    expect(cells("rank-01")).toEqual(["1", "89.00", "第 1 名", "50%"]);
    expect(cells("rank-03").at(-1)).toBe("<1%");
  });

  it("says the same in English", async () => {
    await show(table(sampleRanking()), "en");
    expect(cells("rank-02")).toEqual(["2", "88.00", "1st to 3rd", "71%Too close"]);
  });

  it("draws the line below the last who is in, with the gap", async () => {
    await show(table(sampleRanking()), "en");
    const rows = screen.getAllByRole("row").map((row) => row.dataset.testid ?? "head");
    expect(rows).toEqual(["head", "rank-01", "rank-02", "cut-2", "rank-03", "rank-04"]);
    expect(screen.getByTestId("cut-2")).toHaveTextContent("0.18 points across the line");
  });

  it("shows no chance where it is hidden, and marks who is near the line instead", async () => {
    const rows = [sampleRow(1), sampleRow(2, { chance: null, flags: ["close_to_cut"] })];
    await show(table(sampleRanking({ chances: "few_judges", rows })), "en");
    expect(screen.queryByText(/Chance/)).toBeNull();
    expect(screen.getByTestId("rank-02")).toHaveTextContent("Near the line");
  });

  it("says of provisional ranks that they are", async () => {
    await show(table(sampleRanking({ missing: { sheets: 3, entries: 1 } })), "en");
    expect(cells("rank-01")[0]).toBe("1 rank is provisional");
  });

  it("tells what became of who has no rank", async () => {
    const rows = [sampleRow(1), sampleRow(null, { number: "09", outcome: "no_show" })];
    await show(table(sampleRanking({ rows })), "en");
    expect(cells("rank-09")[0]).toContain("No rank");
    expect(screen.getByTestId("rank-09")).toHaveTextContent("No show");
  });

  it("goes by arrow keys from row to row and opens by Enter", async () => {
    const chosen = vi.fn();
    await show(table(sampleRanking(), null, chosen), "en");
    const user = userEvent.setup();
    screen.getByTestId("open-01").focus();
    await user.keyboard("{ArrowDown}{ArrowDown}{ArrowUp}");
    expect(screen.getByTestId("open-02")).toHaveFocus();
    expect(chosen).not.toHaveBeenCalled();
    await user.keyboard("{Enter}");
    expect(chosen.mock.calls).toEqual([["e2"]]);
  });

  it("lets an open explanation follow the arrow keys", async () => {
    const chosen = vi.fn();
    await show(table(sampleRanking(), "e1", chosen), "en");
    screen.getByTestId("open-01").focus();
    await userEvent.keyboard("{ArrowDown}");
    expect(chosen.mock.calls).toEqual([["e2"]]);
  });
});
