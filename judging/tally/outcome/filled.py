"""What filling a list says: who goes on, and what kept each of the others back."""

from dataclasses import dataclass, field
from typing import Final

CROSSING: Final = "crossing"
"""Kept back so that more places are filled."""


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Why an entry stays behind though its limits had room.

    ``limits`` are those of its limits that were full in the end, ``most`` how
    many go on, ``with_it`` how many would if it did.
    """

    limits: tuple[str, ...]
    most: int
    with_it: int


@dataclass(slots=True)
class Filled:
    """Who goes on; for whoever does not, the limit that was full; who waits for a decision.

    ``over`` are entries beyond the places because a tie goes on whole;
    ``crossed`` says more of those that were blocked by ``crossing``.
    """

    taken: list[str] = field(default_factory=list)
    blocked: dict[str, str] = field(default_factory=dict)
    undecided: list[str] = field(default_factory=list)
    over: list[str] = field(default_factory=list)
    crossed: dict[str, PassedOver] = field(default_factory=dict)
