"""Two rounds: many entries by few judges each, then the best tenth by others, marked lower."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import kendalltau

from judging.ranking.calibrated.fit import Fitted, fit
from judging.ranking.calibrated.model import table_of
from judging.ranking.calibrated.posterior import spread_of
from judging.ranking.means import mean
from judging.ranking.rounds import Rounds
from judging.ranking.rule import Rule
from judging.ranking.scores import Floats, Ints, Scores, scores_of_units
from judging.ranking.standardized import standardized_unchecked
from tests.judging.ranking.sim.designs import LEVEL, POINTS, balanced

LENIENCY, NOISE, LOWER = 0.5, 0.8, 0.6
"""In spreads of quality; a second round's judges see the best only and mark lower."""
RULES = ("mean of the 2nd", "calibrated 2nd", "50-50", "30-70", "joint")


@dataclass(frozen=True)
class TwoRounds:
    """``entries`` by ``each`` of ``judges``, then the best tenth by ``again`` of ``others``."""

    entries: int = 3800
    judges: int = 300
    each: int = 5
    others: int = 40
    again: int = 8


@dataclass(frozen=True)
class Final:
    """Kendall's tau and recall of the best tenth in the second round, by rule.

    ``covered`` is how often joint 90 % intervals of differences to the final's
    mean hold the true ones.
    """

    tau: dict[str, float]
    recall: dict[str, float]
    covered: float


def final(design: TwoRounds, seed: int) -> Final:
    """Draw both rounds, rank the second one by each rule."""
    chance = np.random.default_rng([seed, design.entries])
    quality = chance.normal(0, 1, design.entries)
    first = _round(quality, np.arange(design.entries), design.judges, design.each, 0.0, chance)
    before = mean(_table(*first), Rule("mean"), 0).score
    finalists = np.sort(np.argsort(-before, kind="stable")[: design.entries // 10])
    second = _round(quality, finalists, design.others, design.again, LOWER, chance)
    alone = _table(*second)
    joint = _joint(first, second)
    fitted = fit(table_of(joint), robust=False)
    truth = quality[finalists]
    z1 = _z(standardized_unchecked(_table(*first)).score[finalists])
    z2 = _z(standardized_unchecked(alone).score)
    figures = {
        "mean of the 2nd": mean(alone, Rule("mean"), 0).score,
        "calibrated 2nd": fit(table_of(alone), robust=False).score,
        "50-50": 0.5 * z1 + 0.5 * z2,
        "30-70": 0.3 * z1 + 0.7 * z2,
        "joint": fitted.score[finalists],
    }
    return Final(
        {name: float(kendalltau(each, truth).statistic) for name, each in figures.items()},
        {name: _recall(each, truth) for name, each in figures.items()},
        _covered(fitted, finalists, truth),
    )


def _round(
    quality: Floats,
    entries: Ints,
    judges: int,
    each: int,
    lower: float,
    chance: np.random.Generator,
) -> tuple[Ints, Ints, Ints]:
    """Entry, judge and hundredths of each score."""
    leniency = chance.normal(0, LENIENCY, judges) - lower
    scale = np.exp(chance.normal(0, 0.2, judges))
    noise = NOISE * np.exp(chance.normal(0, 0.3, judges))
    judge = balanced(len(entries), np.arange(judges), each, chance).ravel()
    entry = np.repeat(entries, each)
    seen = leniency[judge] + scale[judge] * quality[entry]
    seen = seen + noise[judge] * chance.normal(0, 1, len(judge))
    marks = np.clip(np.round(LEVEL + POINTS * seen), 0, 100)
    return entry, judge, marks.astype(np.int64) * 100


def _names(entry: Ints, judge: Ints, word: str) -> tuple[list[str], list[str]]:
    return [f"E{each:05d}" for each in entry], [f"{word}{each:04d}" for each in judge]


def _table(entry: Ints, judge: Ints, units: Ints) -> Scores:
    return scores_of_units(*_names(entry, judge, "J"), units)


def _joint(first: tuple[Ints, Ints, Ints], second: tuple[Ints, Ints, Ints]) -> Scores:
    entries, judges = _names(first[0], first[1], "J")
    more_entries, more_judges = _names(second[0], second[1], "K")
    rounds = ["heat"] * len(entries) + ["final"] * len(more_entries)
    return scores_of_units(
        entries + more_entries,
        judges + more_judges,
        np.concatenate([first[2], second[2]]),
        rounds=Rounds(("heat", "final"), rounds),
    )


def _z(figures: Floats) -> Floats:
    return np.asarray((figures - figures.mean()) / figures.std())


def _recall(figures: Floats, truth: Floats) -> float:
    count = len(truth) // 10
    best = set(np.argsort(-truth)[:count].tolist())
    return len(best & set(np.argsort(-figures, kind="stable")[:count].tolist())) / count


def _covered(fitted: Fitted, finalists: Ints, truth: Floats) -> float:
    spread = spread_of(fitted, draws=400, level=90, cut=None, seed=1)
    off = (fitted.score[finalists] - fitted.score.mean()) / POINTS
    half = 1.6448536 * spread.se[finalists] / POINTS
    # The scale of an average judge is part of what is told, so both are brought to one level.
    level = float(np.mean(off - truth))
    return float(np.mean(np.abs(off - level - truth) <= half))
