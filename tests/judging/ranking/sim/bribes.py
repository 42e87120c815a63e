"""Bought judges: who gets into the top under which rule."""

import numpy as np

from judging.ranking.calibrated.fit import fit
from judging.ranking.calibrated.model import table_of
from judging.ranking.means import mean, trimmed
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats
from tests.judging.ranking.sim.designs import DESIGNS, table, world

BRIBED, TOP = 20, 100


def bribed_in_top(seed: int, *, bought: int) -> dict[str, int]:
    """Twenty middling entries get 100 from ``bought`` of their five judges; how many rise.

    By method, the number of them among the first hundred of a thousand.
    """
    drawn = world(DESIGNS[0], seed)
    scores = drawn.scores
    order = np.argsort(drawn.quality)
    chance = np.random.default_rng([seed, bought])
    middle = order[len(order) * 2 // 5 : len(order) * 3 // 5]
    paid = chance.choice(middle, BRIBED, replace=False)
    units = scores.units.copy()
    for entry in paid:
        first, end = int(scores.starts[entry]), int(scores.starts[entry + 1])
        units[first + chance.choice(end - first, bought, replace=False)] = 100_00
    shifted = table(scores.entry, scores.judge, units, None)
    figures = {
        "mean": mean(shifted, Rule("mean"), 0).score,
        "trimmed": trimmed(shifted, Rule("trimmed"), 0).score,
        "calibrated": fit(table_of(shifted), robust=False).score,
        "calibrated-robust": fit(table_of(shifted), robust=True).score,
    }
    return {name: _among(figure, paid) for name, figure in figures.items()}


def _among(figures: Floats, paid: "np.ndarray[tuple[int], np.dtype[np.int64]]") -> int:
    top = np.argsort(-figures, kind="stable")[:TOP]
    return len(set(top.tolist()) & set(paid.tolist()))
