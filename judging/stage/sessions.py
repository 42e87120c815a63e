"""Morning and afternoon: the stretches of a room's order that are signed and sealed apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Break = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Place:
    """A team's place in the order; `put_off` where it is heard after the end of its session."""

    slot: int
    position: int
    put_off: bool = False


def session_ends(breaks: Iterable[Break]) -> tuple[int, ...]:
    """The places after which a session ends, in order; a skipped break ends nothing."""
    return tuple(
        sorted(each["after"] for each in breaks if each.get("ends_session") and not each["skipped"])
    )


def session_at(position: int, *, put_off: bool, ends: Sequence[int]) -> int:
    """Which stretch a team is signed with, from 0; one that was put off with the last."""
    return len(ends) if put_off else sum(end < position for end in ends)


def sessions_of(places: Iterable[Place], breaks: Iterable[Break]) -> tuple[tuple[int, ...], ...]:
    """The slots of each session, sessions and slots in running order.

    Each slot is in exactly one, and no session is empty.
    """
    ends = session_ends(breaks)
    found: dict[int, list[Place]] = {}
    for place in places:
        at = session_at(place.position, put_off=place.put_off, ends=ends)
        found.setdefault(at, []).append(place)
    return tuple(
        tuple(each.slot for each in sorted(found[at], key=lambda place: place.position))
        for at in sorted(found)
    )
