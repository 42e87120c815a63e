"""The ladder that parts equal figures, step by step, and says which step did."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal

Group = tuple[str, ...]
Kind = Literal["values", "order", "share", "promote_all", "promote_none"]
_LAST = ("share", "promote_all", "promote_none")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a step sees of a tied group.

    ``keys`` order the entries, the greater the better, equal keys stay tied;
    ``texts`` say the same to people. ``None`` keys: the step waits for a
    decision that is not recorded.
    """

    keys: Mapping[str, Any] | None
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """A rung: its label, whether it ends the ladder, and how it reads a group.

    ``line_only`` steps are asked only for a tie that lies across a line.
    """

    label: str
    kind: Kind
    read: Callable[[Group], Reading] | None = None
    line_only: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One step as it was applied to one group, and whether it parted it."""

    label: str
    entries: Group
    values: Mapping[str, str]
    parted: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Entries on one place after the ladder.

    ``steps`` parted them from those they were tied with; ``told`` is every
    step that was asked; ``waits`` says that a vote is due and not recorded.
    ``at_line`` says what becomes of the place across a line: ``all`` of it
    goes on or ``none``; empty where the ladder ended without a word on it.
    """

    entries: Group
    steps: tuple[str, ...] = ()
    told: tuple[Told, ...] = ()
    waits: bool = False
    at_line: str = ""


def descend(
    group: Group,
    ladder: Sequence[Step],
    *,
    crosses: Callable[[int, int], bool],
    first: int = 1,
) -> list[Place]:
    """The places of entries on one figure, best first.

    ``first`` is the rank of the group's best; ``crosses(first, last)`` says
    whether a line lies inside these ranks. What no step parts stays together.
    """
    start = Place(tuple(sorted(group)))
    return _descend(start, list(ladder), crosses, first)


def _descend(
    place: Place, ladder: list[Step], crosses: Callable[[int, int], bool], first: int
) -> list[Place]:
    if len(place.entries) == 1 or not ladder:
        return [place]
    step, *rest = ladder
    if step.line_only and not crosses(first, first + len(place.entries) - 1):
        return _descend(place, rest, crosses, first)
    if step.kind in _LAST:
        return [_ended(place, step)]
    assert step.read is not None
    reading = step.read(place.entries)
    if reading.keys is None:
        return [Place(place.entries, place.steps, place.told, waits=True)]

    def onward(part: Place, at: int) -> list[Place]:
        return _descend(part, rest, crosses, at)

    return _parted(place, step, reading, onward, first)


def _parted(
    place: Place,
    step: Step,
    reading: Reading,
    descend_on: Callable[[Place, int], list[Place]],
    first: int,
) -> list[Place]:
    keys = reading.keys or {}
    ordered = sorted(place.entries)
    # Two stable sorts: by name upward, then by key downward.
    ordered.sort(key=keys.__getitem__, reverse=True)
    parts = [tuple(part) for _, part in groupby(ordered, key=keys.__getitem__)]
    told = Told(step.label, place.entries, reading.texts, parted=len(parts) > 1)
    steps = place.steps if len(parts) == 1 else (*place.steps, step.label)
    found: list[Place] = []
    for part in parts:
        start = Place(part, steps, (*place.told, told))
        found.extend(descend_on(start, first))
        first += len(part)
    return found


def _ended(place: Place, step: Step) -> Place:
    told = Told(step.label, place.entries, {}, parted=False)
    at_line = "none" if step.kind == "promote_none" else "all"
    return Place(place.entries, place.steps, (*place.told, told), at_line=at_line)
