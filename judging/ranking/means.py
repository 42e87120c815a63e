"""mean and trimmed: what most rulebooks announce."""

import numpy as np

from judging.ranking.estimate import Estimate, Spread
from judging.ranking.layout import sums_by_entry
from judging.ranking.rule import Rule
from judging.ranking.scores import Ints, Scores

TRIMMED_FROM = 5
"""With fewer scores nothing is dropped."""


def mean(scores: Scores, _rule: Rule, _seed: int) -> Estimate:
    """The mean of each entry's scores; its standard error from its own scores, if two or more."""
    units = _whole_sums(scores, scores.units)
    score = units / (scores.per_entry * scores.per_point)
    rest = scores.points - score[scores.entry]
    spare = np.maximum(scores.per_entry - 1, 1)
    variance = sums_by_entry(scores, rest**2) / spare / scores.per_entry
    se = np.where(scores.per_entry > 1, np.sqrt(variance), np.nan)
    return Estimate(score, exact=True, spread=Spread(se))


def trimmed(scores: Scores, _rule: Rule, _seed: int) -> Estimate:
    """Without one highest and one lowest from five scores on, else the mean, which is said."""
    first, last = scores.starts[:-1], scores.starts[1:] - 1
    ordered = scores.units[np.lexsort((scores.units, scores.entry))]
    trims = scores.per_entry >= TRIMMED_FROM
    units = _whole_sums(scores, scores.units)
    units = units - np.where(trims, ordered[first] + ordered[last], 0)
    counts = scores.per_entry - np.where(trims, 2, 0)
    warnings = []
    if short := int(np.sum(~trims)):
        warnings.append(
            f"{short} of {len(trims)} entries have fewer than {TRIMMED_FROM} scores: "
            "nothing was dropped there."
        )
    score = units / (counts * scores.per_point)
    return Estimate(score, exact=True, warnings=tuple(warnings))


def _whole_sums(scores: Scores, units: Ints) -> Ints:
    return np.asarray(np.add.reduceat(units, scores.starts[:-1]))
