"""Contests by chance with planted effects of order and of own organizations, in points."""

from dataclasses import dataclass

import numpy as np

from judging.ranking.circumstances import Told
from judging.ranking.scores import Scores, scores_of_units


@dataclass(frozen=True)
class Planted:
    """What is planted: points per place (all judges; the first alone), points for own entries.

    ``one_order``: all judges see the entries in the same order.
    """

    entries: int = 60
    judges: int = 8
    each: int = 4
    common: float = 0.0
    first: float = 0.0
    own: float = 0.0
    one_order: bool = False
    organizations: int = 5


def planted(what: Planted, seed: int) -> Scores:
    """The contest of a seed: judges differ in leniency, scale and noise; marks of hundredths."""
    chance = np.random.default_rng([seed, what.entries])
    entries, judges = what.entries, what.judges
    quality, lenient = chance.normal(0, 8, entries), chance.normal(0, 4, judges)
    scale = np.exp(chance.normal(0, 0.2, judges))
    noise = 6 * np.exp(chance.normal(0, 0.3, judges))
    seats = np.array([chance.choice(judges, what.each, replace=False) for _ in range(entries)])
    entry, judge = np.repeat(np.arange(entries), what.each), seats.ravel()
    position = _positions(entry, judge, what, chance)
    of_judge = chance.integers(0, what.organizations, judges)
    of_entry = chance.integers(0, what.organizations, entries)
    # The first judge's organization is the one that favors its own.
    favored = (of_judge[judge] == of_entry[entry]) & (of_judge[judge] == of_judge[0])
    points = 75 + scale[judge] * quality[entry] + lenient[judge]
    points = points + noise[judge] * chance.normal(0, 1, len(judge)) + what.own * favored
    points = points + (what.common + what.first * (judge == 0)) * position
    shuffled = chance.permutation(len(entry))
    entry, judge = entry[shuffled], judge[shuffled]
    return scores_of_units(
        [f"E{each:03d}" for each in entry],
        [f"J{each:02d}" for each in judge],
        np.round(100 * points[shuffled]).astype(np.int64),
        told=Told(
            position[shuffled].tolist(),
            [f"O{each}" for each in of_judge[judge]],
            [f"O{each}" for each in of_entry[entry]],
        ),
    )


def _positions(
    entry: "np.ndarray", judge: "np.ndarray", what: Planted, chance: np.random.Generator
) -> "np.ndarray":
    position = np.zeros(len(entry), dtype=np.int64)
    line = chance.permutation(what.entries)
    for number in range(what.judges):
        rows = np.flatnonzero(judge == number)
        order = np.argsort(line[entry[rows]]) if what.one_order else chance.permutation(len(rows))
        position[rows[order]] = np.arange(1, len(rows) + 1)
    return position
