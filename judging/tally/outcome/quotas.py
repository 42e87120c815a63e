"""How many go on: numbers, ratios, shares, and limits inside limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from judging.tally.exact import Exact

RatioRounding = Literal["floor", "ceil"]


@dataclass(frozen=True, slots=True)
class Cap:
    """At most ``places`` of ``members`` go on."""

    name: str
    members: frozenset[str]
    places: int


def ratio(count: int, *, percent: Exact, rounding: RatioRounding) -> int:
    """``percent`` of ``count`` places; "at most" is ``floor``, "not less than" ``ceil``."""
    places = Fraction(count) * percent / 100
    return places.numerator // places.denominator + (
        1 if rounding == "ceil" and places.denominator != 1 else 0
    )


def proportional(sizes: Mapping[str, int], *, places: int) -> dict[str, int]:
    """Share ``places`` by size with largest remainders.

    Equal remainders go to the larger group, then by name. No group gets more
    places than it has entries while another could use them.
    """
    left = {group: size for group, size in sizes.items() if size > 0}
    given = dict.fromkeys(sorted(sizes), 0)
    places = min(places, sum(left.values()))
    while places and left:
        whole = sum(left.values())
        exact = {group: Fraction(places * size, whole) for group, size in left.items()}
        floors = {group: int(share) for group, share in exact.items()}
        order = sorted(left, key=lambda group: (floors[group] - exact[group], -left[group], group))
        for group in order[: places - sum(floors.values())]:
            floors[group] += 1
        for group, count in floors.items():
            given[group] += count
        places = 0
    return given


def caps_cross(caps: Sequence[Cap]) -> bool:
    """Whether two limits share entries and neither lies inside the other."""
    for index, first in enumerate(caps):
        for second in caps[index + 1 :]:
            shared = first.members & second.members
            if shared and shared not in (first.members, second.members):
                return True
    return False
