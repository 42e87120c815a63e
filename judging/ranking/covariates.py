"""What else moves the scores, beside entry and judge: slopes of columns, with errors.

``y = entry + judge + columns @ slopes + error`` by weighted least squares. Entries are
eliminated by their diagonal block and judges by a dense factor; what is left is a
system of as many unknowns as there are columns.
"""

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from judging.ranking.parts import part_of_rows
from judging.ranking.scores import Floats, Ints, Marks

MOST_JUDGES: Final = 3000
MOST_COLUMNS: Final = 600
PSEUDO: Final = 8.0
"""A judge's noise is pooled with that of all as if from so many more scores."""
TOLD: Final = 1e-8
"""Of its own information, what a slope must keep once all else is taken away."""
LOST: Final = 1e-5
LEAST_SPARE: Final = 5
"""With fewer scores to spare, an error is a guess."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Scores as plain columns; ``entry`` and ``judge`` are codes from 0 on without gaps."""

    entry: Ints
    judge: Ints
    points: Floats

    @property
    def entries(self) -> int:
        """How many entries there are."""
        return int(self.entry.max()) + 1

    @property
    def judges(self) -> int:
        """How many judges there are."""
        return int(self.judge.max()) + 1


@dataclass(frozen=True, slots=True)
class Slopes:
    """Per column the slope and its standard error, NaN where the scores cannot tell it.

    ``relative``: only differences between columns can be told, so that they
    add up to zero. ``spare`` are the degrees of freedom.
    """

    value: Floats
    se: Floats
    relative: bool
    spare: int

    @property
    def p(self) -> Floats:
        """Two-sided chances of so large a slope where there is none."""
        from scipy.stats import t

        size = np.abs(self.value) / np.where(self.se > 0, self.se, np.nan)
        return np.asarray(2.0 * t.sf(size, max(self.spare, 1)))


def rows_of(entry: Ints, judge: Ints, points: Floats) -> Rows:
    """Rows with codes that leave no gap, whichever scores were taken."""
    _, entries = np.unique(entry, return_inverse=True)
    _, judges = np.unique(judge, return_inverse=True)
    return Rows(entries.astype(np.int64), judges.astype(np.int64), points)


def slopes_of(rows: Rows, columns: Any) -> Slopes | None:
    """The slopes of a sparse matrix scores × columns; None where the table is too large or small.

    Judges are weighed by their noise, which is estimated first.
    """
    from scipy.sparse import csr_array

    if rows.judges > MOST_JUDGES or columns.shape[1] > MOST_COLUMNS:
        return None
    parts = np.empty(rows.judges, dtype=np.int64)
    parts[rows.judge] = part_of_rows(rows.entry, rows.judge)
    points = rows.points - rows.points.mean()
    spare = len(points) - rows.entries - rows.judges + int(parts.max()) + 1
    if spare - columns.shape[1] < LEAST_SPARE:
        return None
    plain = _reduced(rows, parts, csr_array((len(points), 0)), np.ones(len(points)))
    weight = _weights(rows, plain.residual, spare)
    system = _reduced(rows, parts, columns, weight[rows.judge])
    inverse, rank, alone, relative = _inverse(system.matrix, system.most)
    value = inverse @ system.right
    spare -= rank
    noise = max(system.rest - float(value @ system.right), 0.0) / spare
    se = np.sqrt(noise * np.maximum(np.diag(inverse), 0.0))
    shown = alone | relative
    return Slopes(
        np.where(shown, value, np.nan),
        np.where(shown, se, np.nan),
        bool(relative.any() and not alone.any()),
        spare,
    )


def _weights(rows: Rows, residual: Floats, spare: int) -> Floats:
    """Per judge one over the noise's variance, from residuals that know no columns."""
    squares = np.bincount(rows.judge, weights=residual**2)
    counts = np.bincount(rows.judge)
    pooled = float(squares.sum()) / spare
    own = (squares + PSEUDO * pooled) / (counts * (spare / len(residual)) + PSEUDO)
    return np.asarray(1.0 / np.maximum(own, 1e-12))


@dataclass(frozen=True, slots=True)
class _Reduced:
    """The columns' system once entries and judges are taken away.

    ``most`` is the largest information that a column had before, ``rest`` what
    the points keep, ``residual`` per score.
    """

    matrix: Floats
    right: Floats
    most: float
    rest: float
    residual: Floats


def _reduced(rows: Rows, parts: Ints, columns: Any, weight: Floats) -> _Reduced:
    from scipy.linalg import cho_factor, cho_solve
    from scipy.sparse import csr_array, diags_array, hstack

    count, cut = len(weight), rows.judges
    at = np.arange(count)
    points = rows.points - rows.points.mean()
    judge = csr_array((np.ones(count), (at, rows.judge)), shape=(count, cut))
    gather = csr_array((weight, (rows.entry, at)), shape=(rows.entries, count))
    known = np.bincount(rows.entry, weights=weight)
    sides = hstack([judge, columns], format="csr")
    inside = gather @ sides
    own = sides.T @ diags_array(weight) @ sides
    whole = (own - inside.T @ diags_array(1.0 / known) @ inside).toarray()
    apart = points - ((gather @ points) / known)[rows.entry]
    right = sides.T @ (weight * apart)
    # Each part leaves one level of its judges free; a ridge along it changes nothing else.
    same = parts[:, None] == parts[None, :]
    ridge = same * (float(np.diag(whole)[:cut].mean() + 1e-12) / same.sum(axis=1)[:, None])
    factor = cho_factor(whole[:cut, :cut] + ridge, lower=True)
    judged, crossed = cho_solve(factor, right[:cut]), cho_solve(factor, whole[:cut, cut:])
    moved = judged[rows.judge]
    residual = apart - moved + ((gather @ moved) / known)[rows.entry]
    return _Reduced(
        whole[cut:, cut:] - whole[cut:, :cut] @ crossed,
        right[cut:] - whole[cut:, :cut] @ judged,
        float(own.diagonal()[cut:].max(initial=0.0)),
        float(weight @ residual**2),
        residual,
    )


def _inverse(matrix: Floats, most: float) -> tuple[Floats, int, Marks, Marks]:
    """The pseudo-inverse, its rank, and which columns are told alone, and which as differences."""
    values, vectors = np.linalg.eigh(matrix)
    kept = values > max(TOLD * most, 1e-300)
    inverse = (vectors[:, kept] / values[kept]) @ vectors[:, kept].T
    lost = vectors[:, ~kept]
    alone = np.linalg.norm(lost, axis=1) < LOST
    middle = lost - lost.mean(axis=0, keepdims=True)
    relative = (np.linalg.norm(middle, axis=1) < LOST) & (len(matrix) > 1) & ~alone
    return inverse, int(kept.sum()), alone, relative
