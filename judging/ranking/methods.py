"""The methods by name: what each takes, what it obeys, and its version.

A method whose figures change gets the next version; results name it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from judging.ranking.additive import additive
from judging.ranking.calibrated.method import calibrated, calibrated_robust
from judging.ranking.estimate import Estimate
from judging.ranking.means import mean, trimmed
from judging.ranking.orders import points, rank_sum
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.scores import Scores
from judging.ranking.standardized import standardized

Ranks = Literal["scores", "pairs"]
Run = Callable[[Scores, Rule, int], Estimate]
"""The table, what is asked, and the seed of what is drawn by chance."""


@dataclass(frozen=True, slots=True)
class Method:
    """A named method; ``uses`` are the options that it obeys, ``orders`` reads places too."""

    name: str
    version: int
    ranks: Ranks = "scores"
    run: Run | None = None
    uses: tuple[str, ...] = ()
    orders: bool = False


METHODS: Final[Mapping[str, Method]] = {
    each.name: each
    for each in (
        Method("mean", 1, run=mean),
        Method("trimmed", 1, run=trimmed),
        Method("additive", 1, run=additive, uses=("fit", "joint")),
        Method("standardized", 1, run=standardized),
        Method("calibrated", 1, run=calibrated, uses=("cut", "within", "joint")),
        Method("calibrated-robust", 1, run=calibrated_robust, uses=("cut", "within", "joint")),
        Method("rank-sum", 1, run=rank_sum, orders=True),
        Method("points", 1, run=points, uses=("points",), orders=True),
        Method("bradley-terry", 1, ranks="pairs", uses=("order-effect",)),
    )
}


def method_named(name: str, ranks: Ranks) -> Method:
    """The method; raises ``RankingRefused`` (``method_unknown``, ``method_pairs``)."""
    method = METHODS.get(name)
    if method is None:
        raise RankingRefused("method_unknown", method=name, known=", ".join(METHODS))
    if method.ranks != ranks:
        raise RankingRefused(
            "method_pairs", method=name, wanted=method.ranks, option=f"--{method.ranks}"
        )
    return method
