"""What a ranking says: of entries, of judges, of the fit and of agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from judging.ranking.bridges import Bridges
from judging.ranking.favor import Favor
from judging.ranking.order_effect import OrderEffect

DECIMALS = 6
"""Decimals that are published; everything inside is computed finer."""


@dataclass(frozen=True, slots=True)
class PlaceRange:
    """The lowest number (``best``) and the highest (``worst``) among several places."""

    best: int
    worst: int


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One entry: ``score`` in points (votes against under rank-sum), ``rank`` 1, 2, 2, 4.

    ``se``, ``low`` and ``high`` are in points, ``p_cut`` is the probability of
    being among those who go on; None where the method does not say.
    ``p_within`` holds the probability of being among the first k, by k.
    ``places_without_one_judge`` spans the places when each judge is left out, ``round`` is
    the last one that the entry was in where several were fitted together.
    """

    entry: str
    score: float
    rank: int
    se: float | None = None
    low: float | None = None
    high: float | None = None
    p_cut: float | None = None
    p_within: Mapping[int, float] | None = None
    places_without_one_judge: PlaceRange | None = None
    round: str | None = None


@dataclass(frozen=True, slots=True)
class JudgeLine:
    """One judge: ``n`` scores, ``leniency`` ± ``se`` and ``noise`` in points, ``scale`` around 1.

    ``round`` is told where several rounds were fitted together.
    ``straight_lining`` is the share of the scores that are the one given most often,
    ``order_effect`` ± ``order_effect_se`` points per place in the judge's sequence.
    ``loo_r`` is the correlation with all other judges (Spearman's under
    rank-sum), ``outfit`` the mean square of standardized residuals. ``flags``
    are codes that ask for a look and accuse nobody.
    """

    judge: str
    n: int
    leniency: float | None = None
    se: float | None = None
    scale: float | None = None
    noise: float | None = None
    loo_r: float | None = None
    outfit: float | None = None
    flags: tuple[str, ...] = ()
    straight_lining: float | None = None
    order_effect: float | None = None
    order_effect_se: float | None = None
    round: str | None = None


@dataclass(frozen=True, slots=True)
class Fit:
    """A model's figures: variances in points squared; ``parts`` share no judge."""

    estimator: str
    parts: int
    intercept: float | None = None
    intercept_se: float | None = None
    variances: Mapping[str, float] | None = None
    minus2loglik: float | None = None
    order_effect: float | None = None
    order_effect_se: float | None = None


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far judges agree who all scored everything: mean squares, six ICCs, Kendall's W."""

    anova: Mapping[str, float]
    icc: Mapping[str, float]
    kendall_w: float | None
    chi2: float | None
    p: float | None


@dataclass(frozen=True, slots=True)
class Ranking:
    """The whole answer; ``hash`` names input, rule, method and libraries.

    ``order``, ``favor`` and ``bridges`` are the closer look, None where nobody asked for it
    or the table says nothing of it.
    """

    method: str
    version: int
    hash: str
    entries: tuple[EntryLine, ...]
    judges: tuple[JudgeLine, ...] = ()
    fit: Fit | None = None
    agreement: Agreement | None = None
    warnings: tuple[str, ...] = field(default=())
    order: OrderEffect | None = None
    favor: Favor | None = None
    bridges: Bridges | None = None
