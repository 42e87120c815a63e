"""The calibrated model: its table, its hyper-parameters and what follows from them.

``y = mean of the track + leniency of the judge + scale of the judge * quality of the
entry + error``; leniency, scale and quality are normal, the error's variance is each
judge's own, means of tracks are free. All figures in points, around the mean of all scores.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from judging.ranking.layout import Layout, layout_of, matrix, sums_by_judge, transposed
from judging.ranking.scores import Floats, Ints, Marks, Scores

SCALED_FROM: Final = 5
"""A judge with fewer scores has scale 1."""
NOISE_FROM: Final = 2
"""A judge with fewer scores has the noise of all."""
LEAST_SHARE: Final = 1e-4
"""Of the variance of all scores: a hundredth of their spread."""
FREEDOM: Final = 4.0
"""Degrees of freedom of the robust model's errors."""


@dataclass(frozen=True, slots=True)
class Table:
    """The scores as matrices: of ones (``layout``), and of points around ``center``.

    ``least`` is the smallest variance that is believed (scores without any error
    would leave nothing to weigh judges by); ``grain`` is what a point is where
    scores spread over a hundred.
    """

    scores: Scores
    layout: Layout
    center: float
    points: Floats
    by_entry: Any
    by_judge: Any
    squares: Floats
    track: Ints
    tracks: int
    scaled: Marks
    least: float
    grain: float
    round: Ints | None = None

    @property
    def leveled(self) -> slice | Ints:
        """The judges whose mean is the level that scores are told at: those of the last round."""
        return slice(None) if self.round is None else np.flatnonzero(self.round == self.round.max())

    def per_track(self, figures: Floats) -> Floats:
        """The sum over each track's entries."""
        found = np.bincount(self.track, weights=figures, minlength=self.tracks)
        return found.astype(np.float64, copy=False)


@dataclass(frozen=True, slots=True)
class Hyper:
    """What is learnt from the table: per judge scale and variance, and three variances.

    ``around`` is the mean leniency of each judge's round, 0 of the first one.
    """

    scale: Floats
    noise: Floats
    leniency: float
    quality: float
    spread: float
    around: Floats


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of single scores as matrices with those weights, and times points.

    The plain model has ones; the robust one gives less to scores far off.
    """

    ones: Any
    ones_turned: Any
    points: Any
    points_turned: Any
    per_judge: Floats
    squares: Floats


@dataclass(frozen=True, slots=True)
class Effects:
    """What follows: per judge leniency, per track a mean, per entry quality and precision."""

    leniency: Floats
    mean: Floats
    quality: Floats
    precision: Floats


def table_of(scores: Scores) -> Table:
    """The matrices of a table."""
    layout = layout_of(scores)
    center = float(scores.points.mean())
    points = scores.points - center
    by_entry = matrix(scores, points)
    return Table(
        scores,
        layout,
        center,
        points,
        by_entry,
        transposed(by_entry),
        sums_by_judge(scores, points**2),
        scores.track,
        max(1, len(scores.tracks)),
        scores.per_judge >= SCALED_FROM,
        max(LEAST_SHARE * float(points @ points) / len(points), 1e-9),
        max(1.0, float(points.std()) / 100.0),
        scores.round,
    )


def plain(table: Table) -> Weights:
    """Every score counts alike."""
    layout = table.layout
    return Weights(
        layout.by_entry,
        layout.by_judge,
        table.by_entry,
        table.by_judge,
        layout.per_judge,
        table.squares,
    )


def weighed(table: Table, hyper: Hyper, effects: Effects) -> Weights:
    """Scores far from what is expected count less, as errors of Student's t would have it."""
    scores = table.scores
    entry, judge = scores.entry, scores.judge
    quality, scale = effects.quality[entry], hyper.scale[judge]
    rest = table.points - effects.mean[table.track][entry] - effects.leniency[judge]
    rest = (rest - scale * quality) ** 2 + scale**2 / effects.precision[entry]
    weight = (FREEDOM + 1.0) / (FREEDOM + rest / hyper.noise[judge])
    ones = matrix(scores, weight)
    points = matrix(scores, weight * table.points)
    return Weights(
        ones,
        transposed(ones),
        points,
        transposed(points),
        sums_by_judge(scores, weight),
        sums_by_judge(scores, weight * table.points**2),
    )
