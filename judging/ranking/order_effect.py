"""What the order of scoring did: points per place in a judge's sequence.

Where judges saw the entries in different orders, the same entry stood early for one
and late for another, and the slope is free of how good entries are. Where all saw
them in one order, only two things can be said: how judges drifted against each
other, and whether later entries came out higher, which means something only if the
order was drawn by lot.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from judging.ranking.covariates import MOST_COLUMNS, Rows, Slopes, rows_of, slopes_of
from judging.ranking.holm import beyond_chance
from judging.ranking.scores import Floats, Ints, Scores

SEQUENCE_FROM: Final = 8
"""A judge with a shorter sequence has no slope."""
ENTRIES_FROM: Final = 8
ONE_ORDER: Final = 0.95
"""Entries' mean places that correlate so much with all single ones are one order."""


@dataclass(frozen=True, slots=True)
class Slope:
    """Points per place ± ``se``; ``p`` is the chance of so large a one where there is none."""

    value: float
    se: float
    p: float


@dataclass(frozen=True, slots=True)
class JudgeDrift:
    """One judge's slope; ``drift`` is what it makes from the first to the last of ``n`` entries.

    ``look`` asks for a look: more than chance among all judges together.
    """

    judge: str
    n: int
    slope: float | None
    se: float | None
    p: float | None
    drift: float | None
    look: bool


@dataclass(frozen=True, slots=True)
class OrderEffect:
    """The order's effect over all judges and by judge.

    ``common``: within the same entries, None where all judges had one order.
    ``by_lot``: between entries, where they had one order; it supposes that the
    order was drawn by lot. ``relative``: judges' slopes are against the mean
    of all judges. ``scores`` is how many with a position there are.
    """

    scores: int
    common: Slope | None
    by_lot: Slope | None
    relative: bool
    judges: tuple[JudgeDrift, ...]


def order_effect(scores: Scores) -> OrderEffect | None:
    """The effect of positions; None where none is known or scores are places."""
    position = scores.beside.position
    if position is None or scores.places or not (position > 0).any():
        return None
    known = np.flatnonzero(position > 0)
    place = _places(scores.judge[known], position[known], len(scores.judges))
    rows = rows_of(scores.entry[known], scores.judge[known], scores.points[known])
    centered = place - (np.bincount(rows.judge, place) / np.bincount(rows.judge))[rows.judge]
    names = [scores.judges[at] for at in np.unique(scores.judge[known])]
    drifts, relative = _drifts(rows, centered, names)
    common = _common(rows, centered)
    return OrderEffect(
        len(known), common, _by_lot(rows, place) if common is None else None, relative, drifts
    )


def _places(judge: Ints, position: Ints, judges: int) -> Floats:
    """1 for a judge's first score, 2 for the next, whatever numbers positions have."""
    order = np.lexsort((position, judge))
    first = np.concatenate([[0], np.cumsum(np.bincount(judge, minlength=judges))])
    found = np.empty(len(judge))
    found[order] = np.arange(1, len(judge) + 1) - first[judge[order]]
    return found


def _common(rows: Rows, centered: Floats) -> Slope | None:
    from scipy.sparse import csr_array

    found = slopes_of(rows, csr_array(centered[:, None]))
    return None if found is None else _slope(found, 0)


def _slope(found: Slopes, at: int) -> Slope | None:
    if not np.isfinite(found.value[at]) or not found.se[at] > 0:
        return None
    return Slope(float(found.value[at]), float(found.se[at]), float(found.p[at]))


def _drifts(rows: Rows, centered: Floats, names: list[str]) -> tuple[tuple[JudgeDrift, ...], bool]:
    """Each judge's own slope, all of them fitted together."""
    counts = np.bincount(rows.judge)
    long = np.flatnonzero(counts >= SEQUENCE_FROM)
    found = slopes_of(rows, _columns(rows, centered, long)) if len(long) > 0 else None
    slope = np.full((3, len(names)), np.nan)
    if found is not None:
        slope[:, long] = found.value, found.se, found.p
    look = beyond_chance(slope[2])
    drifts = []
    for at, name in enumerate(names):
        value, se, p = (float(each) if np.isfinite(each) else None for each in slope[:, at])
        drift = None if value is None else value * int(counts[at] - 1)
        drifts.append(JudgeDrift(name, int(counts[at]), value, se, p, drift, bool(look[at])))
    return tuple(drifts), found is not None and found.relative


def _columns(rows: Rows, centered: Floats, long: Ints) -> Any:
    from scipy.sparse import csr_array

    number = np.full(rows.judges, -1, dtype=np.int64)
    number[long[: MOST_COLUMNS + 1]] = np.arange(len(long[: MOST_COLUMNS + 1]))
    kept = np.flatnonzero(number[rows.judge] >= 0)
    shape = (len(centered), min(len(long), MOST_COLUMNS + 1))
    return csr_array((centered[kept], (kept, number[rows.judge[kept]])), shape=shape)


def _by_lot(rows: Rows, place: Floats) -> Slope | None:
    """The slope of entries' scores over their places, each judge's level taken away."""
    from scipy.stats import t

    if rows.entries < ENTRIES_FROM:
        return None
    counts = np.bincount(rows.entry)
    level = np.bincount(rows.judge, rows.points) / np.bincount(rows.judge)
    score = np.bincount(rows.entry, rows.points - level[rows.judge]) / counts
    at = np.bincount(rows.entry, place) / counts
    if np.corrcoef(at[rows.entry], place)[0, 1] < ONE_ORDER:
        return None
    at, score = at - at.mean(), score - score.mean()
    value = float(at @ score) / float(at @ at)
    spare = len(at) - 2
    se = float(np.sqrt(np.sum((score - value * at) ** 2) / spare / (at @ at)))
    return Slope(value, se, float(2.0 * t.sf(abs(value) / se, spare))) if se > 0 else None
