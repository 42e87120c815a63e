"""The live board's figures: all of them anew from the cells at every change.

Additive with shrinkage: one variance for entries, one for judges' leniency, one for
noise, by the method of moments. A hundred entries and fifteen judges take well
under a millisecond, so nothing is kept between two changes.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from judging.ranking.places import places_of
from judging.ranking.scores import Floats, Ints, Marks

Cells = npt.NDArray[np.int64]
LEAST = 1e-6
LAST = 1e300
"""Where entries without a sheet stand in line."""


@dataclass(frozen=True, slots=True)
class Board:
    """Per entry, in points: the mean, the score without leniency, its standard error, its rank.

    An entry without a sheet has NaN and rank 0.
    """

    mean: Floats
    score: Floats
    se: Floats
    rank: Ints
    leniency: Floats


def board(cells: Cells, filled: Marks) -> Board:
    """The board of ``cells`` (entries × judges × criteria, hundredths).

    ``filled`` (entries × judges) says which sheets are there; cells of others are not read.
    """
    shown = filled.any(axis=1)
    table = np.where(filled, cells.sum(axis=2), 0) / 100.0
    there = filled.astype(np.float64)
    per_entry, per_judge = there.sum(axis=1), there.sum(axis=0)
    mean = table.sum(axis=1) / np.maximum(per_entry, 1.0)
    center = float(table.sum() / max(per_entry.sum(), 1.0))
    table = (table - center) * there
    noise, lenient, good = _variances(table, there, per_entry, per_judge)
    precision = per_entry / noise + 1.0 / good
    shares = there / (noise * precision)[:, None]
    weight = per_entry / noise
    inverse = np.linalg.inv(np.diag(per_judge / noise + 1.0 / lenient) - there.T @ shares / noise)
    sums = table.sum(axis=1) / noise
    right = table.sum(axis=0) / noise - shares.T @ sums
    # The level has no prior: it is taken out after the judges.
    side = per_judge / noise - shares.T @ weight
    pulled = inverse @ side
    rest = max(float(weight.sum() - (weight**2 / precision).sum() - side @ pulled), LEAST)
    total = float(sums.sum() - (weight * sums / precision).sum())
    level = (total - float(pulled @ right)) / rest
    leniency = inverse @ right - level * pulled
    quality = (sums - weight * level - there @ leniency / noise) / precision
    # A score is what the average of those would give who have scored.
    average = (per_judge > 0) / max(float((per_judge > 0).sum()), 1.0)
    lenience = float(average @ leniency)
    hangs = average - shares
    variance = 1.0 / precision + ((hangs @ inverse) * hangs).sum(axis=1)
    variance = variance + (1.0 - weight / precision - hangs @ pulled) ** 2 / rest
    score = np.where(shown, center + level + lenience + quality, np.nan)
    rank = np.where(shown, places_of(np.where(shown, -np.round(score, 6), LAST)), 0)
    return Board(
        np.where(shown, mean, np.nan),
        score,
        np.where(shown, np.sqrt(np.maximum(variance, 0.0)), np.nan),
        rank,
        leniency - lenience,
    )


def _variances(
    table: Floats, there: Floats, per_entry: Floats, per_judge: Floats
) -> tuple[float, float, float]:
    """Noise, leniency and quality from three sums of squares, none below a twentieth of all."""
    count = float(per_entry.sum())
    squares = float((table**2).sum())
    if count == 0.0 or squares == 0.0:
        return 1.0, 1.0, 1.0
    of_entries = float((table.sum(axis=1) ** 2 / np.maximum(per_entry, 1.0)).sum())
    of_judges = float((table.sum(axis=0) ** 2 / np.maximum(per_judge, 1.0)).sum())
    total = squares / count
    first = (squares - of_entries) / max(count - float((per_entry > 0).sum()), 1.0)
    second = (squares - of_judges) / max(count - float((per_judge > 0).sum()), 1.0)
    least = 0.05 * total
    noise = max(first + second - total, 0.2 * first, least)
    return noise, max(first - noise, least), max(second - noise, least)
