"""Conjugate gradients with a diagonal preconditioner, in a fixed order of operations."""

from collections.abc import Callable

import numpy as np

from judging.ranking.refusal import RankingRefused
from judging.ranking.scores import Floats

Apply = Callable[[Floats], Floats]


def solved(
    apply: Apply, right: Floats, diagonal: Floats, *, start: Floats, within: float, most: int
) -> Floats:
    """``x`` with ``apply(x) == right``, for a symmetric positive (semi)definite ``apply``.

    Stops where the residual, measured through the diagonal, is ``within``
    points: each unknown alone would move by less. Raises ``RankingRefused``
    (``not_converged``) after ``most`` steps.
    """
    inverse = 1.0 / diagonal
    x = start.copy()
    residual = right - apply(x) if x.any() else right.copy()
    shifted = inverse * residual
    if float(np.max(np.abs(shifted), initial=0.0)) <= within:
        return x
    direction = shifted.copy()
    energy = float(residual @ shifted)
    for _ in range(most):
        image = apply(direction)
        step = energy / float(direction @ image)
        x += step * direction
        residual -= step * image
        shifted = inverse * residual
        if float(np.max(np.abs(shifted))) <= within:
            return x
        before, energy = energy, float(residual @ shifted)
        direction = shifted + (energy / before) * direction
    raise RankingRefused("not_converged", method="the linear fit", count=most)
