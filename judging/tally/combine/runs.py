"""Several runs of one entry become one figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from judging.tally.combine.figure import CombineRefused
from judging.tally.exact import Exact, mean_of

RunRule = Literal["best", "sum", "mean_of_best"]


@dataclass(frozen=True, slots=True)
class Run:
    """The figure of all runs, and which of them made it."""

    value: Exact
    counted: tuple[int, ...]


def runs(
    figures: Mapping[int, Exact],
    *,
    rule: RunRule,
    best_of: int = 0,
    more_is_better: bool = True,
) -> Run:
    """Combine run number -> figure; of equal runs the earlier counts.

    ``mean_of_best`` takes the ``best_of`` best; with fewer runs than that it
    is refused (``too_few_runs``), as is no run at all.
    """
    sign = -1 if more_is_better else 1
    ordered = sorted(figures, key=lambda number: (sign * figures[number], number))
    wanted = {"best": 1, "sum": len(ordered), "mean_of_best": best_of}[rule]
    if not ordered or wanted < 1 or len(ordered) < wanted:
        raise CombineRefused("too_few_runs")
    taken = sorted(ordered[:wanted])
    values = [figures[number] for number in taken]
    return Run(sum(values) if rule == "sum" else mean_of(values), tuple(taken))
