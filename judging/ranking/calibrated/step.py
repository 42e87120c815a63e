"""One step of the calibrated fit: effects given the hyper-parameters, and these anew.

Effects are the solution of a linear system over judges and tracks, entries
eliminated. Hyper-parameters are those that the effects and their variances
make likeliest (variational EM, each block's variance by itself).
"""

import numpy as np

from judging.ranking.calibrated.likeness import likeness
from judging.ranking.calibrated.model import NOISE_FROM, Effects, Hyper, Table, Weights
from judging.ranking.calibrated.start import SPREAD
from judging.ranking.scores import Floats
from judging.ranking.solve import solved

PSEUDO_SPREAD = 4.0
"""The spread of scales is pooled with what is expected as if from so many more judges."""
SMALL_SHARE = 0.1
SCALE_LEAST, SCALE_MOST = 0.3, 3.0
MOST_STEPS = 2000


def effects_of(
    table: Table, weights: Weights, hyper: Hyper, before: Effects | None, within: float
) -> Effects:
    """Leniency, means and quality; ``before`` is where the solver begins."""
    judges = table.layout.judges
    precise = 1.0 / hyper.noise
    pull = precise * hyper.scale
    of_entry = weights.ones @ np.column_stack([pull * hyper.scale, pull, precise])
    seen = weights.points @ np.column_stack([pull, precise])
    precision = of_entry[:, 0] + 1.0 / hyper.quality
    pulled, weighed = of_entry[:, 1], of_entry[:, 2]
    turned = weights.ones_turned
    own = weights.per_judge * precise + 1.0 / hyper.leniency

    def apply(unknown: Floats) -> Floats:
        leniency, mean = unknown[:judges], unknown[judges:][table.track]
        both = weights.ones @ np.column_stack([pull * leniency, precise * leniency])
        quality = -(pulled * mean + both[:, 0]) / precision
        back = turned @ np.column_stack([mean, quality])
        return np.concatenate(
            [
                own * leniency + precise * back[:, 0] + pull * back[:, 1],
                table.per_track(weighed * mean + both[:, 1] + pulled * quality),
            ]
        )

    first = seen[:, 0] / precision
    shares = turned @ np.column_stack([first, 1.0 / precision])
    sums = weights.points_turned @ np.ones(table.layout.entries)
    right = np.concatenate(
        [
            precise * sums - pull * shares[:, 0] + hyper.around / hyper.leniency,
            table.per_track(seen[:, 1] - pulled * first),
        ]
    )
    diagonal = np.concatenate(
        [own - pull**2 * shares[:, 1], table.per_track(weighed - pulled**2 / precision)]
    )
    start = (
        np.zeros(judges + table.tracks)
        if before is None
        else np.concatenate([before.leniency, before.mean])
    )
    found = solved(apply, right, diagonal, start=start, within=within, most=MOST_STEPS)
    leniency, mean = found[:judges], found[judges:]
    rest = pulled * mean[table.track] + weights.ones @ (pull * leniency)
    return Effects(leniency, mean, (seen[:, 0] - rest) / precision, precision)


def hyper_of(table: Table, weights: Weights, hyper: Hyper, effects: Effects) -> Hyper:
    """The hyper-parameters that fit the effects best."""
    quality, mean = effects.quality, effects.mean[table.track]
    second = quality**2 + 1.0 / effects.precision
    sums = weights.ones_turned @ np.column_stack([quality, second, mean, mean * quality, mean**2])
    seen = weights.points_turned @ np.column_stack([quality, mean, np.ones(len(quality))])
    of_quality, of_second, of_mean, of_both, of_squares = sums.T
    leniency = effects.leniency
    precise = 1.0 / hyper.noise

    known = precise * of_second + 1.0 / hyper.spread
    aimed = precise * (seen[:, 0] - of_both - leniency * of_quality) + 1.0 / hyper.spread
    scale = np.where(table.scaled, aimed / known, 1.0)
    scale = np.clip(scale, SCALE_LEAST, SCALE_MOST)
    unsure = np.where(table.scaled, 1.0 / known, 0.0)
    level = float(scale[table.scaled].mean()) if table.scaled.any() else 1.0

    unsure_leniency = 1.0 / (weights.per_judge * precise + 1.0 / hyper.leniency)
    guessed = (
        weights.per_judge * unsure_leniency
        + scale**2 * (weights.ones_turned @ (1.0 / effects.precision))
        + unsure * of_second
    )
    squares = (
        weights.squares
        - 2.0 * (leniency * seen[:, 2] + scale * seen[:, 0] + seen[:, 1])
        + weights.per_judge * (leniency**2 + unsure_leniency)
        + (scale**2 + unsure) * of_second
        + of_squares
        + 2.0 * (leniency * scale * of_quality + leniency * of_mean + scale * of_both)
    )
    noise = _noise(table, np.maximum(squares, 0.0), guessed)
    # Around each track's own mean: else a large common quality, times scales that differ by
    # little, could stand for leniency.
    apart = (
        quality - (table.per_track(quality) / table.per_track(np.ones(len(quality))))[table.track]
    )
    apart = apart**2 + 1.0 / effects.precision
    around = _around(table, leniency)
    free = 0 if table.round is None else int(table.round.max())
    return Hyper(
        scale=np.where(table.scaled, scale / level, 1.0),
        noise=noise,
        leniency=_variance(table, (leniency - around) ** 2 + unsure_leniency, free, noise),
        quality=_variance(table, apart * level**2, table.tracks, noise),
        spread=_spread(table, scale / level, unsure),
        around=around,
    )


def _around(table: Table, leniency: Floats) -> Floats:
    """The mean leniency of each judge's round, against the first round's."""
    if table.round is None:
        return np.zeros(len(leniency))
    mean = np.bincount(table.round, leniency) / np.bincount(table.round)
    return np.asarray((mean - mean[0])[table.round])


def _variance(table: Table, squares: Floats, free: int, noise: Floats) -> float:
    """A variance of effects, pooled with a tenth of the noise as if from one more."""
    total = float(squares.sum()) + SMALL_SHARE * float(noise.mean())
    return max(total / (max(len(squares) - free, 1) + 1.0), table.least)


def _noise(table: Table, squares: Floats, guessed: Floats) -> Floats:
    """Variances, each pooled with that of all as much as judges are alike.

    ``guessed`` is the part of ``squares`` that was not seen but expected.
    """
    counts = table.layout.per_judge
    total = float(squares.sum())
    pooled = total / float(counts.sum())
    seen = 1.0 - float(guessed.sum()) / max(total, 1e-12)
    pseudo = likeness(squares / counts, counts, seen)
    own = (squares + pseudo * pooled) / (counts + pseudo)
    return np.maximum(np.where(counts < NOISE_FROM, pooled, own), table.least)


def _spread(table: Table, scale: Floats, unsure: Floats) -> float:
    scaled = table.scaled
    total = float(np.sum(((scale - 1.0) ** 2 + unsure)[scaled])) + PSEUDO_SPREAD * SPREAD
    return total / (float(scaled.sum()) + PSEUDO_SPREAD)
