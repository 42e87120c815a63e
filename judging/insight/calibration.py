"""What a model of the judges says of a round: calibrated scores, leniencies, agreement."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from judging.insight.chances import rule_of
from judging.insight.room import seat_key
from judging.ranking.agreement import agreement_of
from judging.ranking.audit import seed_of
from judging.ranking.bridges import bridges_of
from judging.ranking.calibrated.method import calibrated
from judging.ranking.estimate import Estimate
from judging.ranking.judges import judge_lines
from judging.ranking.order_effect import order_effect
from judging.ranking.result import Agreement, JudgeLine
from judging.ranking.scores import Scores


@dataclass(frozen=True, slots=True)
class JudgeEffect:
    """One judge of an entry: ``leniency`` ± ``se`` in points, ``effect`` on the entry's mean."""

    judge: str
    leniency: float
    se: float | None
    effect: float


@dataclass(frozen=True, slots=True)
class CalibratedEntry:
    """``score`` is ``mean`` + the effects + ``rest`` (steadiness, scale and few scores)."""

    score: float
    low: float
    high: float
    mean: float
    judges: tuple[JudgeEffect, ...]
    rest: float


@dataclass(frozen=True, slots=True)
class JudgesTable:
    """Judges of a round; ``drift`` is what a judge's scores gain from the first turn to the last,
    in points against the mean of all judges. ``parts`` is 1 where all entries can be compared;
    ``bridges`` are judges without whom there would be more of them.
    """

    lines: tuple[JudgeLine, ...]
    drift: Mapping[str, float]
    agreement: Agreement | None
    parts: int
    bridges: tuple[str, ...]


def model_of(scores: Scores, *, hashed: str, after: int | None) -> Estimate:
    """The calibrated fit with the draws of the ranking; raises ``RankingRefused``."""
    return calibrated(scores, rule_of(after), seed_of(hashed))


def calibrated_entry(scores: Scores, model: Estimate, entry: str) -> CalibratedEntry:
    """One entry of the table by the model."""
    at = scores.entries.index(entry)
    rows = range(int(scores.starts[at]), int(scores.starts[at + 1]))
    spread, figures = model.spread, model.judges
    assert spread is not None
    assert spread.low is not None
    assert spread.high is not None
    assert figures is not None
    effects = []
    for row in rows:
        judge = int(scores.judge[row])
        leniency = float(figures.leniency[judge])
        se = None if figures.se is None else float(figures.se[judge])
        effects.append(JudgeEffect(scores.judges[judge], leniency, se, -leniency / len(rows)))
    mean = float(scores.points[rows.start : rows.stop].mean())
    score = float(model.score[at])
    rest = score - mean - sum(each.effect for each in effects)
    return CalibratedEntry(
        score, float(spread.low[at]), float(spread.high[at]), mean, tuple(effects), rest
    )


def judges_table(scores: Scores, model: Estimate) -> JudgesTable:
    """All judges by the model, by seat; the order of turns where the table knows it."""
    order, bridges = order_effect(scores), bridges_of(scores)
    drifts = {each.judge: each for each in (() if order is None else order.judges)}
    lines = []
    for line in sorted(judge_lines(scores, model, orders=False), key=_by_seat):
        own = drifts.get(line.judge)
        more = ("order_effect",) if own is not None and own.look else ()
        lines.append(replace(line, flags=(*line.flags, *more)))
    return JudgesTable(
        lines=tuple(lines),
        drift={name: own.drift for name, own in drifts.items() if own.drift is not None},
        agreement=agreement_of(scores),
        parts=bridges.parts,
        bridges=tuple(sorted(bridges.judges or (), key=seat_key)),
    )


def _by_seat(line: JudgeLine) -> tuple[str, int, str]:
    return seat_key(line.judge)
