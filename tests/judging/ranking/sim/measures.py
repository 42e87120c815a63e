"""What a design's rankings are worth: nearness to the truth, and honesty about it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.stats import kendalltau

from judging.ranking.additive import effects_of
from judging.ranking.calibrated.fit import fit
from judging.ranking.calibrated.model import table_of
from judging.ranking.calibrated.posterior import spread_of
from judging.ranking.layout import layout_of, sums_by_entry
from judging.ranking.means import mean, trimmed
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats
from judging.ranking.standardized import standardized_unchecked
from tests.judging.ranking.sim.designs import LEVEL, POINTS, Design, World, world

DRAWS = 400
TOP = 10
"""The best tenth goes on."""


@dataclass(frozen=True)
class Seen:
    """One drawing: Kendall's tau by method, cover of 90% intervals, chances of the cut."""

    tau: dict[str, float]
    ceiling: float
    covered: float
    p_cut: Floats
    made: Floats
    steps: int


def seen(design: Design, seed: int, *, draws: int = DRAWS) -> Seen:
    """Rank a drawn contest by all methods and hold them against the truth."""
    drawn = world(design, seed)
    scores = drawn.scores
    cut = design.entries // TOP
    fitted = fit(table_of(scores), robust=False)
    spread = spread_of(fitted, draws=draws, level=90, cut=cut, seed=seed)
    assert spread.low is not None
    assert spread.high is not None
    assert spread.p_cut is not None
    inside = (spread.low <= drawn.truth) & (drawn.truth <= spread.high)
    figures = {
        "mean": mean(scores, Rule("mean"), 0).score,
        "trimmed": trimmed(scores, Rule("trimmed"), 0).score,
        "standardized": standardized_unchecked(scores).score,
        "additive": effects_of(scores, layout_of(scores)).entry,
        "calibrated": fitted.score,
    }
    made = np.zeros(design.entries)
    made[np.argsort(-drawn.quality)[:cut]] = 1.0
    return Seen(
        tau={name: tau(figure, drawn.quality) for name, figure in figures.items()},
        ceiling=tau(known(drawn), drawn.quality),
        covered=float(inside.mean()),
        p_cut=spread.p_cut,
        made=made,
        steps=fitted.steps,
    )


def tau(figures: Floats, truth: Floats) -> float:
    """Kendall's tau of two orders."""
    return float(kendalltau(figures, truth).statistic)


def known(drawn: World) -> Floats:
    """The ranking by who knows every judge's leniency, scale and noise."""
    scores = drawn.scores
    weight = 1.0 / drawn.noise[scores.judge] ** 2
    scale = drawn.scale[scores.judge]
    points = (scores.points - LEVEL) / POINTS - drawn.leniency[scores.judge]
    top = sums_by_entry(scores, weight * scale * points)
    bottom = sums_by_entry(scores, weight * scale**2)
    free = np.bincount(drawn.track, weights=top) / np.bincount(drawn.track, weights=bottom)
    prior = free[drawn.track]
    return np.asarray((top + prior) / (bottom + 1.0))


def bins(p_cut: Floats, made: Floats) -> list[tuple[float, float, int]]:
    """Predicted chance, observed share and number of entries, by bins of the chance."""
    edges = np.array([0.05, 0.25, 0.5, 0.75, 0.95, 1.0 + 1e-9])
    found = []
    for low, high in pairwise(edges):
        inside = (p_cut >= low) & (p_cut < high)
        if inside.any():
            found.append(
                (float(p_cut[inside].mean()), float(made[inside].mean()), int(inside.sum()))
            )
    return found
