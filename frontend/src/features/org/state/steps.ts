import type { ResultRow, Step } from "../api/types";

/** A sentence of an explanation: its text and what it quotes. */
export interface Sentence {
  key: string;
  facts: Record<string, string | number>;
}
/** How things are called: a line, an award, several things one after the other. */
export interface Speech {
  line: (id: string) => string;
  award: (id: string) => string;
  list: (texts: string[]) => string;
}

type Of = (step: Step, say: Speech) => Sentence[];

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const table = (value: unknown): [string, string][] =>
  value && typeof value === "object" ? Object.entries(value as Record<string, string>) : [];
const one = (key: string, facts: Sentence["facts"] = {}): Sentence => ({ key, facts });

function gone(step: Step, say: Speech): Sentence[] {
  return (["dropped_high", "dropped_low"] as const).flatMap((side) => {
    const seats = texts(step[side]);
    return seats.length ? [one(`steps.${side}`, { seats: say.list(seats) })] : [];
  });
}

const leftOut = (step: Step): Sentence[] =>
  table(step.left_out).map(([seat, rule]) => one(`steps.leftOut.${rule}`, { seat }));

function lines(step: Step, say: Speech): Sentence[] {
  return table(step.lines).map(([id, line]) => {
    const { mark } = line as unknown as { mark: string };
    return one("steps.line", { line: say.line(id), points: mark });
  });
}

function weights(step: Step, say: Speech): Sentence[] {
  const rows = table(step.weights);
  if (rows.length === 0) return [];
  return [
    one("steps.weights", { list: say.list(rows.map(([seat, share]) => `${seat} × ${share}`)) }),
  ];
}

const combined: Of = (step, say) => [
  ...leftOut(step),
  ...gone(step, say),
  ...weights(step, say),
  ...lines(step, say),
  ...(step.note === "below_minimum" ? [one("steps.belowMinimum")] : []),
  ...(step.note === "too_few_to_trim" ? [one("steps.tooFewToTrim")] : []),
  one(`steps.combined.${String(step.method)}`, {
    seats: say.list(texts(step.counted)),
    points: String(step.points),
  }),
];

/** One group that a step of the ladder looked at, with what it saw. */
function tie(step: Step, say: Speech): Sentence[] {
  const seen = table(step.values).map(([entry, value]) => `${entry} ${value}`);
  const [rule = "", about = ""] = String(step.rule).split(":");
  const facts = { rule, line: about ? say.line(about) : "", list: say.list(seen) };
  return [one(step.parted ? "steps.tie.parted" : "steps.tie.kept", facts)];
}

const OF: Record<string, Of> = {
  combined,
  tie,
  no_result: (step) =>
    typeof step.why === "string" ? [...leftOut(step), one(`steps.none.${step.why}`)] : [],
  threshold: ({ saved_by_fact }) => (saved_by_fact ? [] : [one("steps.threshold")]),
  at_most: ({ points }) => [one("steps.atMost", { points: String(points) })],
  // The round's own rounding says what it began with; a component's does not.
  rounded: ({ exact, points, decimals }) => [
    one(exact ? "steps.rounded" : "steps.roundedFirst", {
      exact: String(exact),
      points: String(points),
      decimals: Number(decimals),
    }),
  ],
  earlier: ({ round, points }) => [
    one("steps.earlier", { round: String(round), points: String(points) }),
  ],
  // One component by itself is its own total.
  total: ({ method, parts, points }) => {
    if (method === "rank-sum") return [one("steps.place", { points: String(points) })];
    return table(parts).length > 1 ? [one("steps.total", { points: String(points) })] : [];
  },
  promoted: () => [one("steps.promoted")],
  not_promoted: () => [one("steps.notPromoted")],
  undecided: () => [one("steps.undecided")],
  awarded: ({ award }, say) => [one("steps.awarded", { award: say.award(String(award)) })],
  award_undecided: () => [one("steps.undecided")],
};

/** How a row's score, rank and outcome came, in sentences; a step without words says its name. */
export const sentencesOf = (row: ResultRow, say: Speech): Sentence[] =>
  (row.steps ?? []).flatMap((step) => OF[step.step]?.(step, say) ?? [one(`steps.${step.step}`)]);
