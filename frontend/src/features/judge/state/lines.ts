import { markParse, markShort } from "@/offline/marks";
import type { Criterion } from "../api/types";

/** One of the few answers that a line takes. */
export type Choice = NonNullable<Criterion["choices"]>[number];

/** Hundredths of a mark; 0 where there is none. */
const hundredths = (value: string | null): number => markParse(value ?? "") ?? 0;

/** What a mark is worth, as a fraction of hundredths of a point: [top, bottom]. */
const worth = ({ times }: Criterion, value: string | null): [number, number] => [
  hundredths(value) * (times?.[0] ?? 1),
  times?.[1] ?? 1,
];

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** The exact sum in whole parts of `bottom`, so that thirds add up. */
function summed(rows: { criterion: Criterion; value: string | null }[]): [number, number] {
  let [sum, under] = [0, 1];
  for (const { criterion, value } of rows) {
    const [top, bottom] = worth(criterion, value);
    const common = (under / divisor(under, bottom)) * bottom;
    sum = sum * (common / under) + top * (common / bottom);
    under = common;
  }
  return [sum, under];
}

/** Hundredths of a sheet's total, a half upward: lines by their weight, bonus up to its limit. */
export function worthOf(rows: { criterion: Criterion; value: string | null }[]): number {
  const [sum, under] = summed(rows.filter(({ criterion }) => !criterion.bonus));
  const extra = rows.filter(({ criterion }) => criterion.bonus);
  const cap = markParse(extra[0]?.criterion.bonus_at_most ?? "") ?? Infinity;
  const [top, bottom] = summed(extra);
  const most = Math.min(top, cap * bottom);
  return Math.floor((2 * (sum * bottom + most * under) + under * bottom) / (2 * under * bottom));
}

/** Whether a mark lies below what the rulebook lets stand on a signed sheet. */
export const tooLow = ({ low }: Criterion, value: string | null): boolean =>
  low !== undefined && value !== null && hundredths(value) < (markParse(low) ?? 0);

/** The choice that a mark stands for. */
export const choiceOf = ({ choices }: Criterion, value: string | null) =>
  value === null ? undefined : choices?.find(({ mark }) => markParse(mark) === markParse(value));

/** What a line is out of, and what it counts where that is another figure. */
export const reachOf = ({ max, points, bonus }: Criterion) => ({
  key: points ? "rubric.maxCounts" : bonus ? "rubric.maxBonus" : "rubric.max",
  max: markShort(max),
  points: points && markShort(points),
});
