"""Who moves up when a place becomes free, and which awards stay empty."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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
    """An award level: places, and the figure that it asks for at least.

    ``by_line``: everybody who reaches the figure has it, wherever in the ranking.
    """

    key: str
    places: int | None
    minimum: Exact | None = None
    strict: bool = False
    by_line: bool = False


@dataclass(frozen=True, slots=True)
class Most:
    """How many get a level at all; ``equals``: whether equals at the edge all do, or none."""

    count: int
    equals: Literal["all", "none"]

    def closed(self, given: int, more: int) -> bool:
        """Whether ``more`` equals find no room after ``given``."""
        if self.equals == "all":
            return given >= self.count
        return given + more > self.count


@dataclass(frozen=True, slots=True)
class Given:
    """Who has which level, how many places of each stay empty, who had no room for which.

    ``over``: who was passed over for which, as the same holder had one already.
    """

    levels: Mapping[str, str]
    empty: Mapping[str, int]
    cut: Mapping[str, str]
    over: Mapping[str, str]


@dataclass(slots=True)
class _Ranked:
    """The levels by rank, as the ranking is walked down: the next rank, the level asked now."""

    levels: Sequence[Level]
    position: int = 1
    index: int = 0

    def level(self, place: Sequence[str], figures: Mapping[str, Exact]) -> str | None:
        """The level of the next shared place; what is left of a missed one stays empty."""
        lasts = list(accumulate(each.places or 0 for each in self.levels))
        while self.index < len(self.levels) and place:
            level, last = self.levels[self.index], lasts[self.index]
            if level.places is not None and self.position > last:
                self.index += 1
            elif all(_reaches(level, figures[entry]) for entry in place):
                return level.key
            else:
                self.position, self.index = max(self.position, last + 1), self.index + 1
        return None


def awards_give(
    places: Iterable[Sequence[str]],
    levels: Sequence[Level],
    figures: Mapping[str, Exact],
    *,
    barred: Collection[str] = (),
    holders: Mapping[str, str] | None = None,
    held: Collection[str] = (),
    most: Most | None = None,
) -> Given:
    """Give levels down the ranking, best level first.

    A shared place takes the level of its first rank, all of it, so a level can
    go to more entries than it has places; the next level then has fewer. Where
    a place misses a level's minimum, what is left of that level stays empty
    and the place is asked for the next. Who gets no level by rank gets the
    first by line that it reaches. ``barred`` entries are passed over, and the
    next one moves up; so are those whose holder (of ``holders``: the same
    project or organization) is among ``held`` or has got a level here. Once
    ``most`` is reached nobody further down gets anything.
    """
    given: dict[str, str] = {}
    cut: dict[str, str] = {}
    over: dict[str, str] = {}
    used, owner = set(held), holders or {}
    ranked = _Ranked([each for each in levels if not each.by_line])
    lines = [each for each in levels if each.by_line]
    for place in places:
        eligible = [
            entry for entry in place if entry not in barred and owner.get(entry) not in used
        ]
        for entry in place:
            if entry not in barred and entry not in eligible:
                over |= _over(ranked, lines, entry, figures)
        level = ranked.level(eligible, figures)
        got = _by_line(lines, eligible, figures)
        if level is not None:
            got = dict.fromkeys(eligible, level)
        ranked.position += len(eligible)
        if got and most is not None and (cut or most.closed(len(given), len(got))):
            cut.update(got)
        else:
            given.update(got)
            used.update(owner[entry] for entry in got if entry in owner)
    return Given(dict(sorted(given.items())), _empty(levels, given), cut, over)


def _empty(levels: Sequence[Level], given: Mapping[str, str]) -> dict[str, int]:
    """How many places of each level nobody has."""
    counts = Counter(given.values())
    return {
        each.key: max(0, each.places - counts[each.key])
        for each in levels
        if each.places is not None
    }


def _over(
    ranked: _Ranked, lines: Sequence[Level], entry: str, figures: Mapping[str, Exact]
) -> dict[str, str]:
    """The level that an entry who is passed over would have; a copy walks, so nobody moves."""
    level = replace(ranked).level([entry], figures)
    return _by_line(lines, [entry], figures) if level is None else {entry: level}


def _by_line(
    lines: Sequence[Level], place: Sequence[str], figures: Mapping[str, Exact]
) -> dict[str, str]:
    """The first level by line that each entry reaches."""
    found: dict[str, str] = {}
    for entry in place:
        for level in lines:
            if _reaches(level, figures[entry]):
                found[entry] = level.key
                break
    return found


def _reaches(level: Level, figure: Exact) -> bool:
    if level.minimum is None:
        return True
    return figure > level.minimum if level.strict else figure >= level.minimum
