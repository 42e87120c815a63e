"""Places from figures: equal figures share a place, and the next one is left out (1, 2, 2, 4)."""

import numpy as np

from judging.ranking.estimate import Estimate
from judging.ranking.result import DECIMALS
from judging.ranking.scores import Floats, Ints


def places(estimate: Estimate) -> Ints:
    """The place of each entry, 1 for the best.

    Exact figures are compared as they are; what a model computed is equal
    where it agrees to six decimals. Who came further stands before all others.
    """
    figures = estimate.score if estimate.exact else np.round(estimate.score, DECIMALS)
    figures = -figures if estimate.more_is_better else figures
    if estimate.tier is None:
        return places_of(figures)
    found = np.empty(len(figures), dtype=np.int64)
    before = 0
    for tier in np.unique(estimate.tier):
        members = np.flatnonzero(estimate.tier == tier)
        found[members] = before + places_of(figures[members])
        before += len(members)
    return found


def places_of(figures: Floats) -> Ints:
    """The place of each figure, the least first."""
    order = np.argsort(figures, kind="stable")
    begins = np.concatenate([[True], np.diff(figures[order]) != 0])
    first = np.flatnonzero(begins)[np.cumsum(begins) - 1]
    found = np.empty(len(figures), dtype=np.int64)
    found[order] = first + 1
    return found


def ordered(rank: Ints) -> list[int]:
    """Entries by place; those that share one stay in the order of their names."""
    return [int(at) for at in np.argsort(rank, kind="stable")]
