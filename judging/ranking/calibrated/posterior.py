"""How sure calibrated scores are: joint draws of leniency, scale, means and quality.

The normal approximation at the fit. Judges' leniency and scale and the tracks' means
are drawn together through a Cholesky factor; entries, given these, each by itself.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from judging.ranking.calibrated.fit import Fitted
from judging.ranking.estimate import Spread
from judging.ranking.scores import Floats, Marks

MOST_UNKNOWNS: Final = 8000
"""The dense factor of so many unknowns takes half a gigabyte."""
MOST_WITH_SCALE: Final = 3000
AT_ONCE: Final = 4_000_000
QUANTILES: Final = {80: 1.2815515655446004, 90: 1.6448536269514722, 95: 1.959963984540054}


@dataclass(frozen=True, slots=True)
class Unknowns:
    """The shared unknowns: ``factor`` of their precision and how entries hang on them."""

    factor: Floats
    shares: Any
    judges: int
    scaled: bool


def unknowns_of(fitted: Fitted) -> Unknowns | None:
    """The factor; None where there are too many judges for a dense one."""
    from scipy.linalg import cholesky
    from scipy.sparse import csr_array, diags_array, hstack

    table, weights, hyper, effects = (
        fitted.table, fitted.weights, fitted.hyper, fitted.effects,
    )  # fmt: skip
    judges, entries = table.layout.judges, table.layout.entries
    scaled = 2 * judges + table.tracks <= MOST_WITH_SCALE
    if judges + table.tracks > MOST_UNKNOWNS:
        return None
    precise = 1.0 / hyper.noise
    pull = precise * hyper.scale
    by_leniency = weights.ones @ diags_array(pull)
    pulled = weights.ones @ pull
    track = csr_array((pulled, (np.arange(entries), table.track)), shape=(entries, table.tracks))
    columns = [by_leniency, track]
    if scaled:
        columns.insert(1, diags_array(effects.quality) @ by_leniency)
    shares = hstack(columns).tocsr()
    inside = (shares.T @ diags_array(1.0 / effects.precision) @ shares).toarray()
    precision = _direct(fitted, precise, scaled=scaled) - inside
    return Unknowns(cholesky(precision, lower=True), shares, judges, scaled)


def _direct(fitted: Fitted, precise: Floats, *, scaled: bool) -> Floats:
    """What scores and priors say of the shared unknowns where qualities are known."""
    table, weights, hyper = fitted.table, fitted.weights, fitted.hyper
    judges, tracks = table.layout.judges, table.tracks
    quality = fitted.effects.quality
    of_judges = 2 * judges if scaled else judges
    found = np.zeros((of_judges + tracks, of_judges + tracks))
    at, last = np.arange(judges), slice(of_judges, None)
    found[at, at] = weights.per_judge * precise + 1.0 / hyper.leniency
    member = np.zeros((table.layout.entries, tracks))
    member[np.arange(len(member)), table.track] = 1.0
    found[:judges, last] = precise[:, None] * (weights.ones_turned @ member)
    if scaled:
        sums = weights.ones_turned @ np.column_stack([quality, quality**2])
        # A judge whose scale is not estimated has it fixed: an overwhelming prior.
        prior = np.where(table.scaled, 1.0 / hyper.spread, 1e12)
        found[at + judges, at + judges] = precise * sums[:, 1] + prior
        found[at, at + judges] = found[at + judges, at] = precise * sums[:, 0]
        found[judges:of_judges, last] = precise[:, None] * (
            weights.ones_turned @ (quality[:, None] * member)
        )
    found[last, :of_judges] = found[:of_judges, last].T
    tracks_at = np.arange(of_judges, of_judges + tracks)
    found[tracks_at, tracks_at] = table.per_track(weights.ones @ precise)
    return found


def spread_of(
    fitted: Fitted,
    *,
    draws: int,
    level: int,
    cut: int | None,
    seed: int,
    per_track: bool = False,
    within: tuple[int, ...] = (),
    among: Marks | None = None,
) -> Spread:
    """Standard errors, intervals of ``level`` per cent and, with ``cut``, P(among the first).

    ``per_track`` takes the first ``cut`` of each track instead of all. ``within`` are
    more numbers of first places, of the same draws. Where only some entries compete for
    them (``among``), the others have no chance told.
    """
    entries = fitted.table.layout.entries
    if not draws:
        return Spread(np.full(entries, np.nan))
    unknowns = unknowns_of(fitted)
    chance = np.random.Generator(np.random.Philox(seed))
    sums, squares = np.zeros(entries), np.zeros(entries)
    asked = (*within, *(() if cut is None else (cut,)))
    compete = np.ones(entries, dtype=np.bool_) if among is None else among
    first = {number: np.where(compete, 0.0, np.nan) for number in asked}
    groups = [np.flatnonzero(compete)]
    if per_track:
        track = fitted.table.track
        groups = [np.flatnonzero(compete & (track == each)) for each in range(fitted.table.tracks)]
    batch = max(1, min(draws, AT_ONCE // entries))
    for begin in range(0, draws, batch):
        size = min(batch, draws - begin)
        moved = _drawn(fitted, unknowns, chance, size)
        sums += moved.sum(axis=1)
        squares += np.einsum("ij,ij->i", moved, moved)
        if first:
            drawn = moved + fitted.score[:, None]
            for number, found in first.items():
                for members in groups:
                    found[members] += _among(drawn[members], number)
    mean = sums / draws
    se = np.sqrt(np.maximum(squares / draws - mean**2, 0.0))
    half = QUANTILES[level] * se
    score = fitted.score
    chances = {number: found / draws for number, found in first.items()}
    p_cut = None if cut is None else chances[cut]
    p_within = {number: chances[number] for number in within} or None
    return Spread(se, score - half, score + half, p_cut, p_within)


def judge_errors(fitted: Fitted) -> Floats | None:
    """The standard error of each judge's leniency against the mean of all (of the last round)."""
    from scipy.linalg import solve_triangular

    unknowns = unknowns_of(fitted)
    if unknowns is None:
        return None
    size, judges = len(unknowns.factor), unknowns.judges
    aside = np.zeros((size, judges))
    aside[np.arange(judges), np.arange(judges)] = 1.0
    level = np.zeros(judges)
    level[fitted.table.leveled] = 1.0
    aside[:judges] -= (level / level.sum())[:, None]
    half = solve_triangular(unknowns.factor, aside, lower=True)
    return np.asarray(np.sqrt(np.einsum("ij,ij->j", half, half)))


def _drawn(
    fitted: Fitted, unknowns: Unknowns | None, chance: np.random.Generator, size: int
) -> Floats:
    """Draws of scores around the fit, entries × draws."""
    from scipy.linalg import solve_triangular

    table, effects = fitted.table, fitted.effects
    entries = table.layout.entries
    own = chance.standard_normal((entries, size)) / np.sqrt(effects.precision)[:, None]
    if unknowns is None:
        return np.asarray(own)
    judges = unknowns.judges
    normal = chance.standard_normal((len(unknowns.factor), size))
    shared = solve_triangular(unknowns.factor, normal, lower=True, trans="T")
    if unknowns.scaled:
        scales = shared[judges : 2 * judges]
        scales -= scales.mean(axis=0)
    moved = own - (unknowns.shares @ shared) / effects.precision[:, None]
    first = 2 * judges if unknowns.scaled else judges
    moved += shared[first:][table.track]
    moved += shared[:judges][table.leveled].mean(axis=0)
    return np.asarray(moved)


def _among(drawn: Floats, cut: int) -> Floats:
    """How many of the draws have each entry among the first ``cut``."""
    if cut >= len(drawn):
        return np.full(len(drawn), float(drawn.shape[1]))
    line = np.partition(drawn, len(drawn) - cut, axis=0)[len(drawn) - cut]
    return np.asarray((drawn >= line).sum(axis=1), dtype=np.float64)
