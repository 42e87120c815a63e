"""Scaling to the best of a group."""

from collections.abc import Mapping
from typing import Literal

from judging.tally.exact import Exact, quotient

When = Literal["before", "after"]


def to_best(figures: Mapping[str, Exact], *, top: Exact) -> dict[str, Exact]:
    """The best of the group becomes ``top``, the others keep their proportion.

    Where nobody has more than zero everybody has zero.
    """
    best = max(figures.values(), default=0)
    if best <= 0:
        return dict.fromkeys(sorted(figures), 0)
    return {entry: quotient(figures[entry] * top, best) for entry in sorted(figures)}
