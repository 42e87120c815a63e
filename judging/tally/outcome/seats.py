"""Who moves up when a place becomes free, and which awards stay empty."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from judging.tally.exact import Exact

Substitution = Literal["none", "next"]


@dataclass(frozen=True, slots=True)
class Moved:
    """``entry`` takes the place that ``instead_of`` left."""

    entry: str
    instead_of: str


def substitute(
    taken: Sequence[str],
    waiting: Sequence[str],
    gone: Sequence[str],
    *,
    rule: Substitution,
) -> tuple[tuple[str, ...], tuple[Moved, ...]]:
    """Who goes on after ``gone`` left, and who moved up for whom.

    With ``next`` the waiting list moves up in its order, in the order in which
    people left; whoever has left moves nowhere. With ``none`` places stay empty.
    """
    left = [entry for entry in gone if entry in taken]
    stay = [entry for entry in taken if entry not in gone]
    if rule == "none":
        return tuple(stay), ()
    free = [entry for entry in waiting if entry not in gone]
    moved = tuple(Moved(entry, instead_of) for entry, instead_of in zip(free, left, strict=False))
    return (*stay, *(move.entry for move in moved)), moved


@dataclass(frozen=True, slots=True)
class Level:
    """An award level: places, and the figure that it asks for at least."""

    key: str
    places: int | None
    minimum: Exact | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """Who has which level, and how many places of each stay empty."""

    levels: Mapping[str, str]
    empty: Mapping[str, int]


def awards_give(
    places: Iterable[Sequence[str]],
    levels: Sequence[Level],
    figures: Mapping[str, Exact],
    *,
    barred: Collection[str] = (),
    holders: Mapping[str, str] | None = None,
    held: Collection[str] = (),
) -> Given:
    """Give levels down the ranking, best level first.

    A shared place takes the level of its first rank, all of it, so a level can
    go to more entries than it has places; the next level then has fewer. Where
    a place misses a level's minimum, what is left of that level stays empty
    and the place is asked for the next. ``barred`` entries are passed over,
    and the next one moves up; so are those whose holder (of ``holders``: the
    same project or organization) is among ``held`` or has got a level here.
    """
    given: dict[str, str] = {}
    used, owner = set(held), holders or {}
    lasts = list(accumulate(0 if each.places is None else each.places for each in levels))
    position, index = 1, 0
    for place in places:
        eligible = [
            entry for entry in place if entry not in barred and owner.get(entry) not in used
        ]
        while index < len(levels) and eligible:
            level, last = levels[index], lasts[index]
            if level.places is not None and position > last:
                index += 1
            elif all(_reaches(level, figures[entry]) for entry in eligible):
                given.update(dict.fromkeys(eligible, level.key))
                used.update(owner[entry] for entry in eligible if entry in owner)
                break
            else:
                position, index = max(position, last + 1), index + 1
        position += len(eligible)
    counts = Counter(given.values())
    empty = {
        level.key: max(0, level.places - counts[level.key])
        for level in levels
        if level.places is not None
    }
    return Given(dict(sorted(given.items())), empty)


def _reaches(level: Level, figure: Exact) -> bool:
    if level.minimum is None:
        return True
    return figure > level.minimum if level.strict else figure >= level.minimum
