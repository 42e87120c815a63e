"""standardized (标准分): each judge's scores brought to one mean and one spread.

A contest's own rule, never the default: it takes for granted that every
judge's pile is equally good, so judges who stay inside tracks are refused.
"""

import numpy as np

from judging.ranking.estimate import Estimate, JudgeFigures
from judging.ranking.layout import sums_by_entry, sums_by_judge
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Scores

PSEUDO = 4.0
"""A judge's variance is pooled with that of all judges as if from four more scores."""
SILOED = 0.25
"""Below this share of what a mixed panel would score outside its track, tracks are siloed."""


def standardized(scores: Scores, _rule: Rule, _seed: int) -> Estimate:
    """Mean standard score, in points around the mean of all scores.

    Raises ``RankingRefused``: ``one_judge``, ``judge_too_few``,
    ``judge_constant``, ``tracks_siloed``.
    """
    if len(scores.judges) == 1:
        raise RankingRefused("one_judge", judge=scores.judges[0])
    for judge in np.flatnonzero(scores.per_judge < 2):
        raise RankingRefused("judge_too_few", judge=scores.judges[judge], method="standardized")
    constant_check(scores, "standardized", least=2)
    siloed_check(scores)
    return standardized_unchecked(scores)


def standardized_unchecked(scores: Scores) -> Estimate:
    """The same without looking at tracks, for comparing rules."""
    points, counts = scores.points, scores.per_judge
    center = float(points.mean())
    mean = sums_by_judge(scores, points - center) / counts
    rest = points - center - mean[scores.judge]
    squares = sums_by_judge(scores, rest**2)
    pooled = float(squares.sum() / max(counts.sum() - len(counts), 1))
    spread = np.sqrt((squares + PSEUDO * pooled) / np.maximum(counts - 1 + PSEUDO, 1.0))
    level = np.sqrt(pooled)
    shown: Floats = center + rest * (level / spread[scores.judge])
    return Estimate(
        sums_by_entry(scores, shown) / scores.per_entry,
        judges=JudgeFigures(mean, scale=spread / level),
    )


def constant_check(scores: Scores, method: str, *, least: int) -> None:
    """Raise ``judge_constant`` for a judge who gave ``least`` scores or more, all the same."""
    low = np.full(len(scores.judges), np.iinfo(np.int64).max)
    high = np.full(len(scores.judges), np.iinfo(np.int64).min)
    np.minimum.at(low, scores.judge, scores.units)
    np.maximum.at(high, scores.judge, scores.units)
    for judge in np.flatnonzero((low == high) & (scores.per_judge >= least)):
        raise RankingRefused(
            "judge_constant",
            judge=scores.judges[judge],
            count=int(scores.per_judge[judge]),
            value=f"{low[judge] / scores.per_point:g}",
            method=method,
        )


def siloed_check(scores: Scores) -> None:
    """Raise ``tracks_siloed`` where judges score (almost) only inside one track each."""
    if len(scores.tracks) < 2:
        return
    table = np.zeros((len(scores.judges), len(scores.tracks)), dtype=np.int64)
    np.add.at(table, (scores.judge, scores.track[scores.entry]), 1)
    total = int(table.sum())
    outside = 1.0 - float(table.max(axis=1).sum()) / total
    mixed = 1.0 - float(table.sum(axis=0).max()) / total
    if outside < SILOED * mixed:
        raise RankingRefused("tracks_siloed", share=f"{outside:.0%}", wanted=f"{mixed:.0%}")
