"""Orders instead of figures: rank sums and majority placements.

Both read a table ``judge -> entry -> figure`` (more is better) or judges' own
places, and need no common scale.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from judging.tally.exact import Exact, whole

Table = Mapping[str, Mapping[str, Exact]]


def midranks(figures: Mapping[str, Exact], *, more_is_better: bool = True) -> dict[str, Exact]:
    """Each entry's place in one judge's order; equal figures share the mean of their places."""
    sign = -1 if more_is_better else 1
    ordered = sorted(figures, key=lambda entry: (sign * figures[entry], entry))
    places: dict[str, Exact] = {}
    first = 1
    for _, group in groupby(ordered, key=figures.__getitem__):
        members = list(group)
        last = first + len(members) - 1
        places.update(dict.fromkeys(members, whole(Fraction(first + last, 2))))
        first = last + 1
    return places


def rank_sums(table: Table, *, more_is_better: bool = True) -> dict[str, Exact]:
    """The sum of each entry's places over the judges; less is better.

    Raises ``ValueError`` (``panel_incomplete``) unless all judges placed the
    same entries: a sum over fewer judges would be smaller by itself.
    """
    fields = {frozenset(figures) for figures in table.values()}
    if len(fields) > 1:
        raise ValueError("panel_incomplete")
    sums: dict[str, Exact] = {}
    for judge in sorted(table):
        for entry, place in midranks(table[judge], more_is_better=more_is_better).items():
            sums[entry] = sums.get(entry, 0) + place
    return {entry: whole(value) for entry, value in sorted(sums.items())}


@dataclass(frozen=True, slots=True)
class Placement:
    """A place by majority: in column ``column``, ``votes`` judges had the entries so high.

    ``entries`` are several where nothing parts them; ``total`` is the sum of
    the places that made the majority.
    """

    entries: tuple[str, ...]
    column: int
    votes: int
    total: Exact


def majority_places(places: Table) -> list[Placement]:
    """Placements from judges' places, best first, as the skating rules count them.

    For column 1, 2, …: entries that more than half of the judges placed so
    high or higher; the larger majority goes first, of equal ones the smaller
    sum of those places, of equal sums the next column decides.
    """
    entries = sorted({entry for row in places.values() for entry in row})
    top = len(entries)
    remaining, found = set(entries), list[Placement]()
    for column in range(1, top + 1):
        having = [entry for entry in sorted(remaining) if _votes(places, entry, column) > 0]
        strong = [entry for entry in having if 2 * _votes(places, entry, column) > len(places)]
        found.extend(_placed(places, strong, column, top))
        remaining -= set(strong)
    if remaining:
        found.append(Placement(tuple(sorted(remaining)), top, 0, 0))
    return found


def _placed(places: Table, group: list[str], column: int, top: int) -> list[Placement]:
    def key(entry: str) -> tuple[Exact, Exact]:
        return (-_votes(places, entry, column), _total(places, entry, column))

    found: list[Placement] = []
    for (votes, total), same in groupby(sorted(group, key=lambda each: (*key(each), each)), key):
        members = tuple(same)
        if len(members) > 1 and column < top:
            found.extend(_placed(places, list(members), column + 1, top))
        else:
            found.append(Placement(members, column, -int(votes), total))
    return found


def _votes(places: Table, entry: str, column: int) -> int:
    return sum(1 for row in places.values() if entry in row and row[entry] <= column)


def _total(places: Table, entry: str, column: int) -> Exact:
    return sum(row[entry] for row in places.values() if entry in row and row[entry] <= column)
