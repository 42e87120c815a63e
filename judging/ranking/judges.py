"""The table of judges: what asks for a look, in figures and codes, accusing nobody."""

from collections.abc import Sequence

import numpy as np

from judging.ranking.estimate import Estimate
from judging.ranking.layout import sums_by_entry, sums_by_judge
from judging.ranking.orders import twice_places
from judging.ranking.result import JudgeLine
from judging.ranking.scores import Floats, Ints, Marks, Scores

CORRELATED_FROM = 3
"""A correlation over fewer entries says nothing."""
LINED_FROM, LINED_SHARE = 8, 0.5
OUTFIT_HIGH = 2.0
LOW_QUANTILE = 1.645


def judge_lines(scores: Scores, estimate: Estimate, *, orders: bool) -> tuple[JudgeLine, ...]:
    """One line a judge; ``orders`` compares places (Spearman) in place of scores."""
    loo = _loo_orders(scores) if orders else _loo(scores, estimate)
    outfit = _outfit(scores, estimate)
    told = estimate.judges
    commonest = _commonest(scores)
    flags = _flags(scores, loo, outfit, commonest)
    return tuple(
        JudgeLine(
            name,
            int(scores.per_judge[at]),
            leniency=_told(None if told is None else told.leniency, at),
            se=_told(None if told is None else told.se, at),
            scale=_told(None if told is None else told.scale, at),
            noise=_told(None if told is None else told.noise, at),
            loo_r=_told(loo, at),
            outfit=_told(outfit, at),
            flags=flags[at],
            straight_lining=float(commonest[at]),
        )
        for at, name in enumerate(scores.judges)
    )


def _told(column: Floats | None, at: int) -> float | None:
    return None if column is None or not np.isfinite(column[at]) else float(column[at])


def _loo(scores: Scores, estimate: Estimate) -> Floats:
    """Each judge's correlation with the mean of the others, their leniency taken away."""
    shown = scores.points
    if estimate.judges is not None:
        shown = shown - estimate.judges.leniency[scores.judge]
    counts = scores.per_entry[scores.entry]
    sums = sums_by_entry(scores, shown)[scores.entry]
    others = (sums - shown) / np.maximum(counts - 1, 1)
    return _correlations(scores, shown, others, counts > 1)


def _loo_orders(scores: Scores) -> Floats:
    """Each judge's Spearman correlation with the places that the others' sums give."""
    twice = twice_places(scores)
    sums = np.add.reduceat(twice, scores.starts[:-1])[scores.entry]
    places = midranks(scores.judge, sums - twice, scores.per_judge)
    return _correlations(scores, twice / 2.0, places, np.ones(len(twice), dtype=np.bool_))


def midranks(group: Ints, values: Ints, sizes: Ints) -> Floats:
    """The place of each value inside its group, least first; equal values share the mean."""
    order = np.lexsort((values, group))
    begins = np.concatenate([[True], (np.diff(group[order]) != 0) | (np.diff(values[order]) != 0)])
    at = np.flatnonzero(begins)
    ends = np.concatenate([at[1:], [len(order)]])
    middle = (at + ends + 1) / 2.0
    offset = np.concatenate([[0], np.cumsum(sizes)])[group[order]]
    places = np.empty(len(order))
    places[order] = middle[np.cumsum(begins) - 1] - offset
    return places


def _correlations(scores: Scores, left: Floats, right: Floats, counted: Marks) -> Floats:
    weight = counted.astype(np.float64)
    counts = sums_by_judge(scores, weight)
    safe = np.maximum(counts, 1.0)
    left = left - (sums_by_judge(scores, weight * left) / safe)[scores.judge]
    right = right - (sums_by_judge(scores, weight * right) / safe)[scores.judge]
    product = sums_by_judge(scores, weight * left * right)
    squares = sums_by_judge(scores, weight * left**2) * sums_by_judge(scores, weight * right**2)
    known = (counts >= CORRELATED_FROM) & (squares > 1e-18)
    return np.where(known, product / np.sqrt(np.where(known, squares, 1.0)), np.nan)


def _outfit(scores: Scores, estimate: Estimate) -> Floats:
    if estimate.residual is None or estimate.expected is None:
        return np.full(len(scores.judges), np.nan)
    expected = np.maximum(estimate.expected, 1e-12)
    return sums_by_judge(scores, (estimate.residual / expected) ** 2) / scores.per_judge


def _flags(
    scores: Scores, loo: Floats, outfit: Floats, commonest: Floats
) -> Sequence[tuple[str, ...]]:
    lined = (scores.per_judge >= LINED_FROM) & (commonest > LINED_SHARE)
    constant = (scores.per_judge >= CORRELATED_FROM) & (commonest >= 1.0)
    with np.errstate(invalid="ignore"):
        rules = {
            "constant": constant,
            "straight_lining": lined & ~constant,
            "agreement_low": _low(scores, loo),
            "outfit_high": outfit > OUTFIT_HIGH,
        }
    return [
        tuple(code for code, found in rules.items() if found[at])
        for at in range(len(scores.judges))
    ]


def _commonest(scores: Scores) -> Floats:
    """The share of each judge's scores that are the one given most often."""
    order = np.lexsort((scores.units, scores.judge))
    judge, units = scores.judge[order], scores.units[order]
    begins = np.concatenate([[True], (np.diff(judge) != 0) | (np.diff(units) != 0)])
    at = np.flatnonzero(begins)
    runs = np.diff(np.concatenate([at, [len(order)]]))
    most = np.zeros(len(scores.judges), dtype=np.int64)
    np.maximum.at(most, judge[at], runs)
    return most / scores.per_judge


def _low(scores: Scores, loo: Floats) -> Marks:
    """Judges whose agreement, at the upper end of its interval, is below half of the usual."""
    known = np.isfinite(loo) & (scores.per_judge > CORRELATED_FROM)
    if int(known.sum()) < 5:
        return np.zeros(len(loo), dtype=np.bool_)
    bound = np.arctanh(np.clip(np.where(known, loo, 0.0), -0.999999, 0.999999))
    usual = float(np.median(bound[known]))
    bound = bound + LOW_QUANTILE / np.sqrt(np.maximum(scores.per_judge - 3, 1))
    return np.asarray(known & (bound < usual / 2.0))
