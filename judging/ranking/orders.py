"""rank-sum and points: judges' orders in place of their figures."""

import numpy as np

from judging.ranking.estimate import Estimate
from judging.ranking.layout import sums_by_entry
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Ints, Scores


def rank_sum(scores: Scores, _rule: Rule, _seed: int) -> Estimate:
    """The sum of each entry's places (votes against); the lowest is the best.

    Raises ``RankingRefused`` (``panel_incomplete``): fewer places would add up
    to less by themselves.
    """
    _complete(scores, "rank-sum")
    return Estimate(
        sums_by_entry(scores, twice_places(scores) / 2.0), more_is_better=False, exact=True
    )


def points(scores: Scores, rule: Rule, _seed: int) -> Estimate:
    """What places give, added up; of equal places each gives the mean of those they cover.

    Raises ``RankingRefused`` (``panel_incomplete``).
    """
    _complete(scores, "points")
    given = np.zeros(len(scores.entries) + 2, dtype=np.int64)
    listed = rule.points[: len(scores.entries)]
    given[1 : len(listed) + 1] = listed
    first, last = _place_range(scores)
    sums = np.concatenate([[0], np.cumsum(given)])
    shared = (sums[last + 1] - sums[first]) / (last - first + 1)
    return Estimate(sums_by_entry(scores, shared) / 100.0)


def twice_places(scores: Scores) -> Ints:
    """Twice the place of each score in its judge's order; equal scores share the mean place."""
    first, last = _place_range(scores)
    return np.asarray(first + last)


def _place_range(scores: Scores) -> tuple[Ints, Ints]:
    """For each score, the first and the last place of those that are equal to it."""
    sign = 1 if scores.places else -1
    order = np.lexsort((sign * scores.units, scores.judge))
    judge, units = scores.judge[order], scores.units[order]
    begins = np.concatenate([[True], (np.diff(judge) != 0) | (np.diff(units) != 0)])
    at = np.flatnonzero(begins)
    ends = np.concatenate([at[1:], [len(order)]]) - 1
    group = np.cumsum(begins) - 1
    offset = np.concatenate([[0], np.cumsum(scores.per_judge)])[judge]
    first, last = np.empty_like(order), np.empty_like(order)
    first[order] = at[group] - offset + 1
    last[order] = ends[group] - offset + 1
    return first, last


def _complete(scores: Scores, method: str) -> None:
    short = np.flatnonzero(scores.per_judge < len(scores.entries))
    if not len(short):
        return
    judge = int(short[0])
    placed = set(scores.entry[scores.judge == judge].tolist())
    entry = next(at for at in range(len(scores.entries)) if at not in placed)
    raise RankingRefused(
        "panel_incomplete", method=method, judge=scores.judges[judge], entry=scores.entries[entry]
    )


def centered_places(scores: Scores) -> Floats:
    """Places as figures where more is better, for correlations."""
    return -twice_places(scores) / 2.0
