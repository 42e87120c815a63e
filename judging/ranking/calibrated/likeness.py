"""How alike judges' variances are, by the spread of their logarithms (Smyth 2004)."""

from typing import Final

import numpy as np

from judging.ranking.scores import Floats

LEAST: Final = 4.0
MOST: Final = 400.0
USUAL: Final = 8.0
"""What is expected before anything is seen; it counts as much as ``USUAL_JUDGES`` judges."""
USUAL_JUDGES: Final = 4.0

SEEN_LEAST: Final = 0.3


def likeness(variances: Floats, counts: Floats, seen: float) -> float:
    """How many more scores the variance of all counts for beside a judge's own.

    Variances of ``counts`` scores each differ by chance; what they differ more
    says how unlike the judges are. Few where they are unlike, many where alike.
    ``seen`` is the share of the squares that was observed: the rest was filled
    in with what was expected, which makes judges look alike.
    """
    from scipy.special import digamma, polygamma

    half = np.maximum(counts, 1.0) / 2.0
    logs = np.log(np.maximum(variances, 1e-12)) - digamma(half) + np.log(half)
    weight = counts / float(counts.sum())
    spread = float(weight @ (logs - float(weight @ logs)) ** 2)
    judges = len(counts)
    spread *= judges / max(judges - 1.0, 1.0)
    seen = min(max(seen, SEEN_LEAST), 1.0)
    excess = (spread - seen * float(weight @ polygamma(1, half))) / seen**2
    usual = float(polygamma(1, USUAL / 2.0))
    excess = (judges * max(excess, 0.0) + USUAL_JUDGES * usual) / (judges + USUAL_JUDGES)
    # Where the trigamma function would be far outside, its inverse need not be sought.
    excess = float(np.clip(excess, polygamma(1, MOST / 2.0), polygamma(1, LEAST / 2.0)))
    return float(np.clip(2.0 * _trigamma_inverse(excess), LEAST, MOST))


def _trigamma_inverse(value: float) -> float:
    """The argument at which the trigamma function has this value, by Newton's method."""
    from scipy.special import polygamma

    found = 0.5 + 1.0 / value
    for _ in range(20):
        there = float(polygamma(1, found))
        found += there * (1.0 - there / value) / float(polygamma(2, found))
    return found
