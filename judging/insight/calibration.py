"""What a model of the judges says of a round: calibrated scores, leniencies, agreement."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from judging.insight.chances import rule_of
from judging.insight.room import seat_key
from judging.ranking.agreement import agreement_of
from judging.ranking.audit import seed_of
from judging.ranking.calibrated.method import calibrated
from judging.ranking.estimate import Estimate
from judging.ranking.judges import judge_lines
from judging.ranking.parts import parts_of
from judging.ranking.result import Agreement, JudgeLine
from judging.ranking.scores import Scores
from judging.ranking.without import less_judge

ORDER_FROM: Final = 5
"""Scores of a judge below which nothing is said of the order of turns."""


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
    """Judges of a round; ``order`` is what a judge's scores gain from the first turn to the last,
    in points. ``parts`` is 1 where all entries can be compared; ``bridges`` are judges
    without whom there would be more of them.
    """

    lines: tuple[JudgeLine, ...]
    order: Mapping[str, float]
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


def judges_table(scores: Scores, model: Estimate, turns: Mapping[str, int]) -> JudgesTable:
    """All judges by the model; ``turns`` is the running order by entry, from 1."""
    count, _ = parts_of(scores)
    lines = judge_lines(scores, model, orders=False)
    return JudgesTable(
        lines=tuple(sorted(lines, key=lambda line: seat_key(line.judge))),
        order=_order(scores, model, [turns.get(entry, 0) for entry in scores.entries]),
        agreement=agreement_of(scores),
        parts=count,
        bridges=tuple(_bridges(scores, count)),
    )


def _bridges(scores: Scores, count: int) -> Iterator[str]:
    """Judges who alone tie entries together that nobody else ties."""
    needed = set(scores.judge[scores.per_entry[scores.entry] == 1].tolist())
    for number, judge in enumerate(scores.judges):
        if number not in needed and parts_of(less_judge(scores, number))[0] > count:
            yield judge


def _order(scores: Scores, model: Estimate, turns: Sequence[int]) -> dict[str, float]:
    """By judge, the slope of what the model leaves over the turns, from the first to the last."""
    assert model.residual is not None
    turn = np.array(turns, dtype=np.float64)[scores.entry]
    found: dict[str, float] = {}
    for number, judge in enumerate(scores.judges):
        rows = scores.judge == number
        own = turn[rows] - turn[rows].mean()
        square = float(own @ own)
        if int(rows.sum()) >= ORDER_FROM and square > 0.0:
            slope = float(own @ model.residual[rows]) / square
            found[judge] = slope * float(turn[rows].max() - turn[rows].min())
    return found
