"""Marks that a device kept without a network: how many came later than typed, and by how much."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Arrival:
    """A mark on the device's clock and on the server's."""

    typed: datetime
    came: datetime


@dataclass(frozen=True, slots=True)
class Lateness:
    """How many marks waited on the device, and the longest wait."""

    count: int
    longest: timedelta


def lateness(arrivals: Sequence[Arrival], *, least: timedelta) -> Lateness:
    """What one device's marks say; those that waited for less than `least` came at once.

    A device's clock may be wrong by any amount, so the quickest mark is taken to have waited
    for nothing: what is told is never longer than it was.
    """
    waits = [each.came - each.typed for each in arrivals]
    late = [wait - min(waits) for wait in waits if wait - min(waits) >= least]
    return Lateness(len(late), max(late, default=timedelta(0)))


def device_moment(text: str) -> datetime | None:
    """A device's word for a moment; only how far apart two of its moments are is asked of it."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
