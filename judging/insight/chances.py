"""Chances of making the cut, by a model of the judges: calibrated, else additive.

The announced rule decides alone; a chance says how firmly the line stands among these judges.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

import numpy as np

from judging.ranking.additive import MOST_JUDGES_FOR_ERRORS, additive, judges_inverse
from judging.ranking.audit import audit_hash, seed_of
from judging.ranking.calibrated.method import calibrated
from judging.ranking.estimate import Estimate
from judging.ranking.layout import layout_of
from judging.ranking.methods import METHODS
from judging.ranking.refusal import RankingRefused
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Scores

LEAST_JUDGES: Final = 4
"""Below so many judges for some ranked entry no chance is shown."""
DRAWS: Final = 1000
LEAST_DEVIATION: Final = 1e-9
"""Points; below it judges agree but for their leniency."""
GRAY: Final = (0.05, 0.95)

State = Literal["shown", "few_judges", "no_cut", "refused"]


@dataclass(frozen=True, slots=True)
class Chances:
    """The chance of the cut by entry, by which method, or why there is none.

    ``refused`` keeps what each method that was tried said, calibrated first; with ``shown`` it
    says why additive stands in.
    """

    state: State
    method: str | None = None
    version: int | None = None
    of: Mapping[str, float] | None = None
    refused: tuple[RankingRefused, ...] = ()


def rule_of(after: int | None) -> Rule:
    """What the first method is asked."""
    return Rule("calibrated", cut=after, draws=DRAWS)


def document_hash(document: bytes, after: int | None) -> str:
    """The audit hash of a ranking: canonical input, rule, method's version and libraries."""
    return audit_hash(document, rule_of(after), METHODS["calibrated"].version)


def chances_of(scores: Scores | None, *, after: int | None, least: int, hashed: str) -> Chances:
    """The chances of being among the first ``after``; draws are seeded by ``hashed``.

    ``least`` is the smallest number of judges of a ranked entry.
    """
    if after is None or scores is None:
        return Chances("no_cut")
    if least < LEAST_JUDGES:
        return Chances("few_judges")
    refused: list[RankingRefused] = []
    for name, run in (("calibrated", _calibrated), ("additive", _additive)):
        rule = replace(rule_of(after), method=name)
        try:
            chance = run(scores, rule, seed_of(hashed))
        except RankingRefused as refusal:
            refused.append(refusal)
            continue
        of = dict(zip(scores.entries, chance.tolist(), strict=True))
        return Chances("shown", name, METHODS[name].version, of, tuple(refused))
    return Chances("refused", refused=tuple(refused))


def points_text(value: float) -> str:
    """A model's figure in points, to two decimals; never a minus before nothing."""
    text = f"{value:.2f}"
    return "0.00" if text == "-0.00" else text


def is_gray(chance: float) -> bool:
    """Whether it is neither nearly sure to be in nor nearly sure to be out."""
    low, high = GRAY
    return low <= chance <= high


def _calibrated(scores: Scores, rule: Rule, seed: int) -> Floats:
    found = calibrated(scores, rule, seed)
    assert found.spread is not None
    assert found.spread.p_cut is not None
    return found.spread.p_cut


def _additive(scores: Scores, rule: Rule, seed: int) -> Floats:
    """By joint draws of judges' effects and of each entry's own error."""
    estimate = additive(scores, replace(rule, cut=None), seed)
    if estimate.expected is None or len(scores.judges) > MOST_JUDGES_FOR_ERRORS:
        raise RankingRefused(
            "too_few_scores",
            method="additive",
            least=len(scores.entries) + len(scores.judges),
            entries=len(scores.entries),
            judges=len(scores.judges),
            found=len(scores.entry),
        )
    if float(estimate.expected[0]) < LEAST_DEVIATION:
        # Every draw would be the same, and equal entries all in or all out.
        raise RankingRefused("fit_perfect")
    assert rule.cut is not None
    drawn = _drawn(scores, estimate, rule.draws, seed)
    line = np.partition(drawn, len(drawn) - rule.cut, axis=0)[len(drawn) - rule.cut]
    return np.asarray((drawn >= line).mean(axis=1), dtype=np.float64)


def _drawn(scores: Scores, estimate: Estimate, draws: int, seed: int) -> Floats:
    layout = layout_of(scores)
    assert estimate.expected is not None
    deviation = float(estimate.expected[0])
    values, vectors = np.linalg.eigh(judges_inverse(layout))
    root: Any = vectors * np.sqrt(np.maximum(values, 0.0))
    chance = np.random.Generator(np.random.Philox(seed))
    own = chance.standard_normal((layout.entries, draws)) / np.sqrt(layout.per_entry)[:, None]
    judges = root @ chance.standard_normal((layout.judges, draws))
    moved = own - (layout.by_entry @ judges) / layout.per_entry[:, None]
    return np.asarray(estimate.score[:, None] + deviation * moved)
