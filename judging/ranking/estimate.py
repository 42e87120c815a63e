"""What a method hands back, before ranks, hash and judges' table are added."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from judging.ranking.result import Fit
from judging.ranking.scores import Floats, Ints

Draw = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Spread:
    """How sure the scores are: in points, per entry; ``p_within`` by how many first."""

    se: Floats
    low: Floats | None = None
    high: Floats | None = None
    p_cut: Floats | None = None
    p_within: Mapping[int, Floats] | None = None


@dataclass(frozen=True, slots=True)
class JudgeFigures:
    """What a model says of each judge; scale and noise where it estimates them."""

    leniency: Floats
    se: Floats | None = None
    scale: Floats | None = None
    noise: Floats | None = None


@dataclass(frozen=True, slots=True)
class Estimate:
    """Scores per entry in points.

    ``exact`` says that equal figures are equal for certain; else scores that
    agree to six decimals share a rank. ``residual`` is per score, with its
    expected standard deviation ``expected`` (both in points). ``tier`` orders entries before
    any score does, 0 first: how far they came in several rounds.
    """

    score: Floats
    more_is_better: bool = True
    exact: bool = False
    spread: Spread | None = None
    judges: JudgeFigures | None = None
    residual: Floats | None = None
    expected: Floats | None = None
    fit: Fit | None = None
    tier: Ints | None = None
    warnings: tuple[str, ...] = field(default=())
