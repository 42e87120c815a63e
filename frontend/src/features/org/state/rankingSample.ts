import type { Ranking, RankRow } from "../api/rankingTypes";

const WORDS = ["first", "second", "third", "fourth"];

/** A row of a ranking for tests; what is not said is plain. */
export const sampleRow = (rank: number | null, more: Partial<RankRow> = {}): RankRow => ({
  entry: `e${rank ?? 0}`,
  number: `0${rank ?? 0}`,
  title: "",
  team: { zh: WORDS[(rank ?? 1) - 1] ?? "none", en: WORDS[(rank ?? 1) - 1] ?? "none" },
  rank,
  final: rank === null ? null : `${90 - rank}.00`,
  outcome: "passed",
  award: null,
  counted: 5,
  tied_with: [],
  shares: false,
  waits: false,
  at_line: false,
  range: rank === null ? null : { best: rank, worst: rank },
  chance: rank === null ? null : 0.5,
  gray: false,
  spread: null,
  places: [],
  flags: [],
  ...more,
});

/** A ranking of four with its line after the second, for tests. */
export const sampleRanking = (more: Partial<Ranking> = {}): Ranking => ({
  state: "provisional",
  version: 1,
  stale: false,
  hash: "ab".repeat(32),
  refused: null,
  missing: { sheets: 0, entries: 0 },
  rule: { zh: "", en: "" },
  cuts: [{ after: 2, kind: "promotion", award: null, gap: "0.18", close: ["02", "03"] }],
  not_left_out: [],
  least_judges: 5,
  chances: "shown",
  chances_why: null,
  method: { name: "calibrated", version: 1, draws: 1000 },
  what_if: { state: "closed", rules: [], opening: null },
  rows: [
    sampleRow(1),
    sampleRow(2, { range: { best: 1, worst: 3 }, chance: 0.71, gray: true }),
    sampleRow(3, { chance: 0.004 }),
    sampleRow(4, { chance: 0.999 }),
  ],
  ...more,
});
