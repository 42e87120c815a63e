"""On whom a place hangs: every entry's places when each judge in turn is left out.

Where the figure is a mean or a trimmed mean, all entries are recomputed at once;
other methods are fitted anew for each judge.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from judging.ranking.circumstances import less
from judging.ranking.estimate import Estimate
from judging.ranking.means import TRIMMED_FROM
from judging.ranking.places import places, places_of
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import PlaceRange
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Ints, Marks, Scores

MOST_CELLS = 20_000_000
"""Judges × entries that are placed anew, some seconds of work."""
MOST_FITTED = 1_000_000
"""Judges × scores that are fitted anew."""
MOST_FITS = 60
NAMED = 3

Run = Callable[[Scores, Rule, int], Estimate]


@dataclass(frozen=True, slots=True)
class Without:
    """The range of each entry's places (None: nobody could be left out), and what to say of it."""

    ranges: tuple[PlaceRange | None, ...]
    warnings: tuple[str, ...] = ()


def without_one_judge(scores: Scores, rule: Rule, run: Run) -> Without:
    """The lowest and the highest place of each entry over all judges left out.

    Judges without whom an entry would have no score stay in; so do those without
    whom the method refuses the table, which a warning names.
    """
    leavable = _leavable(scores)
    quick = rule.method in _QUICK
    count = int(leavable.sum())
    if _too_large(scores, count, quick=quick):
        warning = f"Places without one judge are left out: {count} judges are too many for that."
        return Without((None,) * len(scores.entries), (warning,))
    held: list[str] = []
    found = _quick(scores, rule, leavable) if quick else _fits(scores, rule, run, leavable, held)
    best = np.full(len(scores.entries), len(scores.entries) + 1, dtype=np.int64)
    worst = np.zeros(len(scores.entries), dtype=np.int64)
    for place in found:
        np.minimum(best, place, out=best)
        np.maximum(worst, place, out=worst)
    ranges = tuple(
        PlaceRange(low, high) if high else None
        for low, high in zip(best.tolist(), worst.tolist(), strict=True)
    )
    return Without(ranges, _held(held))


def _leavable(scores: Scores) -> Marks:
    """Judges whom no entry needs for its only score."""
    needed = scores.judge[scores.per_entry[scores.entry] == 1]
    found = np.ones(len(scores.judges), dtype=np.bool_)
    found[needed] = False
    return found


def _too_large(scores: Scores, count: int, *, quick: bool) -> bool:
    if quick:
        return count * len(scores.entries) > MOST_CELLS
    return count > MOST_FITS or count * len(scores.entry) > MOST_FITTED


def _quick(scores: Scores, rule: Rule, leavable: Marks) -> Iterator[Ints]:
    whole, less = _QUICK[rule.method](scores)
    order = np.argsort(scores.judge, kind="stable")
    ends = np.concatenate([[0], np.cumsum(scores.per_judge)])
    for judge in np.flatnonzero(leavable):
        rows = order[ends[judge] : ends[judge + 1]]
        figures = whole.copy()
        figures[scores.entry[rows]] = less[rows]
        yield places_of(-figures)


def _means(scores: Scores) -> tuple[Floats, Floats]:
    """The mean of each entry, and for each score that of its entry without it."""
    sums = np.asarray(np.add.reduceat(scores.units, scores.starts[:-1]))
    rest = np.maximum(scores.per_entry - 1, 1)[scores.entry]
    less = (sums[scores.entry] - scores.units) / (rest * scores.per_point)
    return sums / (scores.per_entry * scores.per_point), less


def _trimmed(scores: Scores) -> tuple[Floats, Floats]:
    """The same, trimmed where enough scores are left."""
    counts, entry, units = scores.per_entry, scores.entry, scores.units
    sums = np.asarray(np.add.reduceat(units, scores.starts[:-1]))
    ordered = units[np.lexsort((units, entry))]
    first, last = scores.starts[:-1], scores.starts[1:] - 1
    low, high = ordered[first], ordered[last]
    ends = np.where(counts >= TRIMMED_FROM, low + high, 0)
    whole = (sums - ends) / ((counts - np.where(counts >= TRIMMED_FROM, 2, 0)) * scores.per_point)
    # Without the lowest score the next one is the lowest.
    after, before = ordered[np.minimum(first + 1, last)], ordered[np.maximum(last - 1, first)]
    least = np.where(units == low[entry], after[entry], low[entry])
    most = np.where(units == high[entry], before[entry], high[entry])
    trims = counts[entry] - 1 >= TRIMMED_FROM
    rest = sums[entry] - units - np.where(trims, least + most, 0)
    left = np.maximum(counts[entry] - np.where(trims, 3, 1), 1)
    return whole, rest / (left * scores.per_point)


_QUICK: Final[Mapping[str, Callable[[Scores], tuple[Floats, Floats]]]] = {
    "mean": _means,
    "trimmed": _trimmed,
}


def _fits(scores: Scores, rule: Rule, run: Run, leavable: Marks, held: list[str]) -> Iterator[Ints]:
    """Places by fits; judges without whom the method refuses are added to ``held``."""
    plain = replace(rule, fit="", cut=None, within=(), per_track=False, draws=0)
    for judge in np.flatnonzero(leavable):
        try:
            yield places(run(less_judge(scores, int(judge)), plain, 0))
        except RankingRefused:
            held.append(scores.judges[judge])


def less_judge(scores: Scores, judge: int) -> Scores:
    """The table without one judge; every entry must keep a score."""
    kept = scores.judge != judge
    number = scores.judge[kept]
    return replace(
        scores,
        judges=scores.judges[:judge] + scores.judges[judge + 1 :],
        entry=scores.entry[kept],
        judge=number - (number > judge),
        units=scores.units[kept],
        beside=less(scores.beside, kept, judge),
        round=None if scores.round is None else np.delete(scores.round, judge),
    )


def _held(held: list[str]) -> tuple[str, ...]:
    if not held:
        return ()
    more = f" and {len(held) - NAMED} more" if len(held) > NAMED else ""
    sentence = (
        f"Places without one judge do not cover {', '.join(held[:NAMED])}{more}: what remains "
        "without these scores cannot be ranked by this method."
    )
    return (sentence,)
