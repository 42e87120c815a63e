"""The calibrated fit, repeated until no score moves by a tenth of a millionth of a point.

Steps are accelerated by Anderson's method: the next point is the mixture of the
last ones that would have moved least. Where that goes astray, it starts over.
"""

from collections import deque
from dataclasses import dataclass
from typing import Final

import numpy as np

from judging.ranking.calibrated.model import (
    LEAST_SHARE,
    Effects,
    Hyper,
    Table,
    Weights,
    plain,
    weighed,
)
from judging.ranking.calibrated.start import start
from judging.ranking.calibrated.step import SCALE_LEAST, SCALE_MOST, effects_of, hyper_of
from judging.ranking.refusal import RankingRefused
from judging.ranking.scores import Floats

WITHIN: Final = 1e-7
"""Points, where scores spread over a hundred."""
MIXED: Final = 150
"""After so many steps they are taken one by one, and settle a hundred times finer."""
MOST: Final = 2000
REMEMBERED: Final = 6


@dataclass(frozen=True, slots=True)
class Fitted:
    """The fit: hyper-parameters, weights and the effects that follow; ``steps`` it took."""

    table: Table
    hyper: Hyper
    weights: Weights
    effects: Effects
    steps: int

    @property
    def level(self) -> float:
        """The mean leniency, which goes into scores: they are what an average judge would give."""
        return float(self.effects.leniency[self.table.leveled].mean())

    @property
    def score(self) -> Floats:
        """Each entry's score in points."""
        return scores_of_effects(self.table, self.effects)


def scores_of_effects(table: Table, effects: Effects) -> Floats:
    """What an average judge (of the last round) would give, in points."""
    level = float(effects.leniency[table.leveled].mean())
    mean = effects.mean[table.track] + level + table.center
    return mean + effects.quality


def fit(table: Table, *, robust: bool) -> Fitted:
    """The fit; raises ``RankingRefused`` (``not_converged``)."""
    hyper, weights = start(table), plain(table)
    effects: Effects | None = None
    score, moved = np.zeros(table.layout.entries), 1.0
    mixer = _Mixer()
    for step in range(1, MOST + 1):
        settled = table.grain * (WITHIN if step <= MIXED else WITHIN / 100.0)
        within = min(max(moved / 100.0, settled / 100.0), 1e-4 * table.grain)
        effects = effects_of(table, weights, hyper, effects, within)
        if robust:
            weights = weighed(table, hyper, effects)
        now = scores_of_effects(table, effects)
        moved, score = float(np.max(np.abs(now - score))), now
        after = hyper_of(table, weights, hyper, effects)
        if moved < settled and within <= settled / 10.0:
            effects = effects_of(table, weights, hyper, effects, settled / 100.0)
            return Fitted(table, hyper, weights, effects, step)
        if step <= MIXED:
            hyper = _unpacked(mixer.next(_packed(hyper), _packed(after)), table)
        else:
            hyper = after
    raise RankingRefused("not_converged", method="calibrated", count=MOST)


def _packed(hyper: Hyper) -> Floats:
    """Hyper-parameters as one vector, variances by their logarithms."""
    rest = np.log([hyper.leniency, hyper.quality, hyper.spread])
    return np.concatenate([hyper.scale, np.log(hyper.noise), rest, hyper.around])


def _unpacked(vector: Floats, table: Table) -> Hyper:
    judges = table.layout.judges
    scale = np.clip(vector[:judges], SCALE_LEAST, SCALE_MOST)
    least, most = np.log(table.least), np.log(table.least / LEAST_SHARE) + 10.0
    leniency, quality, spread = np.exp(
        np.minimum(vector[2 * judges : 2 * judges + 3], most)
    ).tolist()
    return Hyper(
        scale=np.where(table.scaled, scale, 1.0),
        noise=np.exp(np.clip(vector[judges : 2 * judges], least, most)),
        leniency=leniency,
        quality=quality,
        spread=spread,
        around=vector[2 * judges + 3 :],
    )


class _Mixer:
    """Anderson's acceleration of a fixed point, with a fresh start where it made things worse."""

    def __init__(self) -> None:
        self._seen: deque[tuple[Floats, Floats]] = deque(maxlen=REMEMBERED)
        self._size = np.inf

    def next(self, at: Floats, after: Floats) -> Floats:
        """The next point, given where the last one was and where it was sent."""
        miss = after - at
        size = float(np.sqrt(np.mean(miss**2)))
        if size > 2.0 * self._size:
            self._seen.clear()
        self._size = size
        self._seen.append((after, miss))
        if len(self._seen) < 2:
            return after
        misses = np.array([each for _, each in self._seen])
        differences = misses[:-1] - misses[-1]
        gram = differences @ differences.T
        gram[np.diag_indices_from(gram)] *= 1.0 + 1e-10
        try:
            share = np.linalg.solve(gram, -(differences @ misses[-1]))
        except np.linalg.LinAlgError:
            return after
        if not np.all(np.isfinite(share)) or float(np.sum(np.abs(share))) > 1e4:
            return after
        points = np.array([point for point, _ in self._seen])
        return np.asarray(after + share @ (points[:-1] - points[-1]))
