"""Jurors left out by rule, before anything is combined."""

from collections.abc import Iterable, Mapping
from typing import Literal

from judging.tally.combine.figure import CombineRefused, Figure, in_order
from judging.tally.exact import Exact, mean_of

Measure = Literal["mean", "median"]


def without_related(
    figures: Iterable[Figure], *, entry_group: str, groups: Mapping[str, str]
) -> tuple[list[Figure], tuple[str, ...]]:
    """Leave out who belongs to the entry's own group (school, employer, region)."""
    rows = in_order(figures)
    gone = tuple(
        each.judge for each in rows if entry_group and groups.get(each.judge) == entry_group
    )
    return [each for each in rows if each.judge not in gone], gone


def without_far(
    figures: Iterable[Figure], *, measure: Measure, distance: Exact, minimum: int
) -> tuple[list[Figure], tuple[str, ...]]:
    """Leave out whoever is more than ``distance`` from the middle of all figures.

    Nobody leaves if fewer than ``minimum`` would stay.
    """
    rows = in_order(figures)
    if not rows:
        raise CombineRefused("nothing_to_combine")
    values: list[Exact] = [each.value for each in rows]
    middle = _middle(values, measure)
    gone = tuple(each.judge for each in rows if _distance(each.value, middle) > distance)
    if len(rows) - len(gone) < minimum:
        return rows, ()
    return [each for each in rows if each.judge not in gone], gone


def spread(figures: Iterable[Figure]) -> Exact:
    """The distance of the highest from the lowest figure."""
    values = [each.value for each in figures]
    if not values:
        raise CombineRefused("nothing_to_combine")
    return max(values) - min(values)


def _distance(one: Exact, other: Exact) -> Exact:
    return one - other if one > other else other - one


def _middle(values: list[Exact], measure: Measure) -> Exact:
    if measure == "mean":
        return mean_of(values)
    ordered, half = sorted(values), len(values) // 2
    return ordered[half] if len(values) % 2 else mean_of(ordered[half - 1 : half + 1])
