"""What the running order did: points per place, and its error."""

from typing import Final

import numpy as np

from judging.fairness.figures import figure
from judging.fairness.ground import Document, Ground
from judging.ranking.scores import Floats, Scores

ENTRIES_FROM: Final = 8
"""Below so many entries a slope says nothing."""


def order_facts(ground: Ground) -> Document:
    """The slope of the entries' scores, judges' levels taken away, over the running order.

    It means something only where the order was drawn by lot, which the paper says.
    """
    table = ground.table
    found: Document = {
        "entries": len(ground.ranked),
        "least": ENTRIES_FROM,
        "scores": 0 if table is None else len(table.entry),
        "slope": None,
        "se": None,
        "p": None,
    }
    if table is None or len(table.entries) < ENTRIES_FROM:
        return found
    turn = np.array([ground.turns[entry] for entry in table.entries], dtype=np.float64)
    return {**found, **_slope(turn, _level(table))}


def _level(table: Scores) -> Floats:
    """Each entry's mean, every total less its judge's mean."""
    judges = np.bincount(table.judge, table.points) / table.per_judge
    apart = np.bincount(table.entry, table.points - judges[table.judge])
    return np.asarray(apart / table.per_entry)


def _slope(turn: Floats, level: Floats) -> Document:
    from scipy.stats import t

    turn, level = turn - turn.mean(), level - level.mean()
    square, spare = float(turn @ turn), len(turn) - 2
    if square <= 0.0:
        return {}
    value = float(turn @ level) / square
    se = float(np.sqrt(np.sum((level - value * turn) ** 2) / spare / square))
    p = float(2.0 * t.sf(abs(value) / se, spare)) if se > 0.0 else None
    return {"slope": figure(value, 3), "se": figure(se, 3), "p": figure(p, 3)}
