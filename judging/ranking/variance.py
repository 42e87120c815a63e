"""Variances of entries, judges and error, both effects random, by ML or REML.

The deviance is profiled over two ratios of standard deviations; entries are
eliminated by their diagonal block (or judges, where they are more), so one
evaluation costs a Cholesky factor of a matrix of the fewer.
"""

from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from judging.ranking.layout import Layout, sums_by_entry, sums_by_judge
from judging.ranking.refusal import RankingRefused
from judging.ranking.result import Fit
from judging.ranking.scores import Floats, Scores

MOST: Final = 3000
PERFECT: Final = 1e-8
"""Of the variance of all scores: less error than this is none."""


@dataclass(frozen=True, slots=True)
class _At:
    """The profiled deviance at one point, and what belongs to it."""

    deviance: float
    residual: float
    intercept: float
    weight: float


NOTHING: Final = 1e-12
NOWHERE: Final = _At(np.inf, np.nan, np.nan, np.nan)
"""Ratios at which the table is as good as without error; never the best."""


@dataclass(frozen=True, slots=True)
class _Table:
    layout: Layout
    by_entry: Floats
    by_judge: Floats
    square: Floats
    reml: bool


def fit_variances(scores: Scores, layout: Layout, *, reml: bool) -> Fit:
    """The fit with ``minus2loglik`` (REML's criterion under REML); intercept ± se in points.

    Raises ``RankingRefused`` (``fit_too_large``, ``fit_perfect``).
    """
    from scipy.optimize import minimize

    fewer = min(layout.judges, layout.entries)
    if fewer > MOST:
        raise RankingRefused("fit_too_large", most=MOST, found=fewer)
    center = float(scores.points.mean())
    points = scores.points - center
    ones = np.ones(len(points))
    table = _Table(
        layout,
        np.column_stack([layout.per_entry, sums_by_entry(scores, points)]),
        np.column_stack([layout.per_judge, sums_by_judge(scores, points)]),
        np.array([[ones @ ones, ones @ points], [points @ ones, points @ points]]),
        reml,
    )
    turned = layout.judges > layout.entries
    if turned:
        table = _turned(table)

    def deviance(ratios: Floats) -> float:
        return _at(table, ratios).deviance

    options = {"xatol": 1e-9, "fatol": 1e-11, "maxiter": 2000, "maxfev": 4000}
    found: Any = minimize(deviance, np.ones(2), method="Nelder-Mead", options=options)
    at = _at(table, found.x)
    if not at.residual > PERFECT * float(points @ points) / len(points):
        raise RankingRefused("fit_perfect")
    first, second = (float(ratio) ** 2 * at.residual for ratio in found.x)
    entry, judge = (second, first) if turned else (first, second)
    return Fit(
        estimator="reml" if reml else "ml",
        parts=1,
        intercept=at.intercept + center,
        intercept_se=float(np.sqrt(at.residual / at.weight)),
        variances={"entry": entry, "judge": judge, "residual": at.residual},
        minus2loglik=at.deviance,
    )


def _turned(table: _Table) -> _Table:
    """The same table with entries and judges in each other's place."""
    layout = table.layout
    sides = (layout.by_judge, layout.by_entry, layout.per_judge, layout.per_entry)
    return replace(table, layout=Layout(*sides), by_entry=table.by_judge, by_judge=table.by_entry)


def _at(table: _Table, ratios: Floats) -> _At:
    from scipy.linalg import LinAlgError, cho_factor, cho_solve
    from scipy.sparse import diags_array

    of_entry, of_judge = float(ratios[0]), float(ratios[1])
    layout = table.layout
    diagonal = 1.0 + of_entry**2 * layout.per_entry
    inside = layout.by_judge @ diags_array(1.0 / diagonal) @ layout.by_entry
    both = of_entry * of_judge
    matrix = np.diag(1.0 + of_judge**2 * layout.per_judge) - both**2 * inside.toarray()
    try:
        factor = cho_factor(matrix, lower=True)
    except LinAlgError:
        return NOWHERE
    left, right = of_entry * table.by_entry, of_judge * table.by_judge
    judge = cho_solve(factor, right - both * (layout.by_judge @ (left / diagonal[:, None])))
    entry = (left - both * (layout.by_entry @ judge)) / diagonal[:, None]
    gram = table.square - left.T @ entry - right.T @ judge
    weight = float(gram[0, 0])
    if not weight > NOTHING * float(table.square[0, 0]):
        return NOWHERE
    intercept = float(gram[0, 1]) / weight
    # A table without any error would have the logarithm of nothing.
    rest = max(float(gram[1, 1] - gram[0, 1] ** 2 / gram[0, 0]), 1e-300)
    size = float(table.square[0, 0]) - (1.0 if table.reml else 0.0)
    logs = float(np.sum(np.log(diagonal)) + 2.0 * np.sum(np.log(np.diag(factor[0]))))
    if table.reml:
        logs += float(np.log(weight))
    deviance = logs + size * (1.0 + np.log(2.0 * np.pi * rest / size))
    return _At(float(deviance), rest / size, intercept, weight)
