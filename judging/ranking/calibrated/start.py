"""Where the calibrated fit begins: variances by the method of moments."""

import numpy as np

from judging.ranking.calibrated.model import Hyper, Table
from judging.ranking.layout import sums_by_entry, sums_by_judge

SPREAD = 0.04
"""The variance of judges' scales that is expected before anything is seen."""


def start(table: Table) -> Hyper:
    """Variances from three sums of squares: inside entries, inside judges, over all."""
    scores, layout = table.scores, table.layout
    mean = table.per_track(sums_by_entry(scores, table.points)) / np.maximum(
        table.per_track(layout.per_entry), 1.0
    )
    points = table.points - mean[table.track][scores.entry]
    total = float(points @ points) / len(points)
    of_entry = sums_by_entry(scores, points) / layout.per_entry
    of_judge = sums_by_judge(scores, points) / layout.per_judge
    inside_entries = points - of_entry[scores.entry]
    inside_judges = points - of_judge[scores.judge]
    spare_entries = max(len(points) - layout.entries, 1)
    spare_judges = max(len(points) - layout.judges, 1)
    # noise + leniency, and noise + quality
    first = float(inside_entries @ inside_entries) / spare_entries
    second = float(inside_judges @ inside_judges) / spare_judges
    least = max(0.05 * total, 1e-9)
    noise = max(first + second - total, 0.2 * first, least)
    judges = layout.judges
    return Hyper(
        scale=np.ones(judges),
        noise=np.full(judges, noise),
        leniency=max(first - noise, least),
        quality=max(second - noise, least),
        spread=SPREAD,
        around=np.zeros(judges),
    )
