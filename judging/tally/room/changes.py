"""What a cell said over time: each mark that stood, not each digit on the way to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Typed:
    """One applied operation: hundredths or None, when it was typed, when the server had it."""

    value: int | None
    typed_at: datetime
    at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """One mark in the place of another, in hundredths; None is *not scored*."""

    before: int | None
    after: int | None
    at: datetime


def changes_of(typed: Sequence[Typed], *, within: timedelta) -> list[Change]:
    """The changes of one cell, in the order of its operations.

    What follows sooner than `within` belongs to the same number. The first mark changes nothing,
    and neither does a number that was typed again.
    """
    stood: list[Typed] = []
    for now in typed:
        if stood and now.typed_at - stood[-1].typed_at < within:
            stood[-1] = now
        else:
            stood.append(now)
    found: list[Change] = []
    before = None
    for number, now in enumerate(stood):
        if number and now.value != before and not (before is None and _first(stood[:number])):
            found.append(Change(before, now.value, now.at))
        before = now.value
    return found


def _first(earlier: Sequence[Typed]) -> bool:
    """Nothing was marked until now."""
    return all(each.value is None for each in earlier)
