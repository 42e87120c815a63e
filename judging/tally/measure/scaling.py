"""Scaling to the best of a group, and deductions before or after it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from judging.tally.exact import Exact, quotient

When = Literal["before", "after"]


@dataclass(frozen=True, slots=True)
class Penalty:
    """Points taken from an entry; ``times`` is how often it was given."""

    key: str
    points: Exact
    times: Exact = 1

    @property
    def amount(self) -> Exact:
        """What is taken in all."""
        return self.points * self.times


def to_best(figures: Mapping[str, Exact], *, top: Exact) -> dict[str, Exact]:
    """The best of the group becomes ``top``, the others keep their proportion.

    Where nobody has more than zero everybody has zero.
    """
    best = max(figures.values(), default=0)
    if best <= 0:
        return dict.fromkeys(sorted(figures), 0)
    return {entry: quotient(figures[entry] * top, best) for entry in sorted(figures)}


def reduced(figure: Exact, penalties: Iterable[Penalty], *, least: Exact | None = 0) -> Exact:
    """The figure without the penalties, never below ``least``."""
    left = figure - sum(penalty.amount for penalty in penalties)
    return left if least is None else max(left, least)


def scaled(
    figures: Mapping[str, Exact],
    penalties: Mapping[str, Iterable[Penalty]],
    *,
    top: Exact,
    when: When,
    least: Exact | None = 0,
) -> dict[str, Exact]:
    """Scale a group to its best, taking the penalties before or after.

    Before: a penalty can change who is best, and weighs in proportion. After:
    it takes its own points from the scaled figure.
    """
    taken = {entry: list(penalties.get(entry, ())) for entry in figures}
    if when == "before":
        return to_best(
            {entry: reduced(figures[entry], taken[entry], least=least) for entry in figures},
            top=top,
        )
    return {
        entry: reduced(figure, taken[entry], least=least)
        for entry, figure in to_best(figures, top=top).items()
    }
