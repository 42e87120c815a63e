"""What steps of a ladder compare: keys, the greater the better."""

from collections.abc import Mapping, Sequence
from typing import Any

from judging.tally.exact import Exact, exact_text
from judging.tally.places.ladder import Group, Reading

Table = Mapping[str, Mapping[str, Exact]]
"""Entry -> judge -> figure."""


def by_value(
    group: Group, values: Mapping[str, Exact | None], *, more_is_better: bool = True
) -> Reading:
    """Compare one figure; an entry without one stands behind all that have it."""
    sign = 1 if more_is_better else -1
    keys: dict[str, Any] = {}
    texts: dict[str, str] = {}
    for entry in group:
        value = values.get(entry)
        keys[entry] = (value is not None, 0 if value is None else sign * value)
        texts[entry] = "" if value is None else exact_text(value)
    return Reading(keys, texts)


def count_back(group: Group, figures: Table) -> Reading:
    """Compare the highest judge's figure, then the second highest, and so on."""
    keys = {entry: sorted(figures[entry].values(), reverse=True) for entry in group}
    texts = {entry: " ".join(exact_text(value) for value in row) for entry, row in keys.items()}
    return Reading(keys, texts)


def head_to_head(group: Group, figures: Table) -> Reading:
    """Compare by duels inside the group: a duel is won where more judges saw it so.

    Only judges with figures for both sides count. A win is two, a draw one.
    """
    wins = {
        entry: sum(_duel(figures[entry], figures[other]) for other in group if other != entry)
        for entry in group
    }
    return Reading(wins, {entry: str(points) for entry, points in wins.items()})


def recorded(group: Group, orders: Sequence[tuple[str, ...]]) -> Reading:
    """The order of the last recorded decision that names all of the group; else it waits."""
    for order in reversed(orders):
        if set(group) <= set(order):
            keys = {entry: -order.index(entry) for entry in group}
            ordered = sorted(group, key=order.index)
            return Reading(keys, {entry: str(n) for n, entry in enumerate(ordered, 1)})
    return Reading(None, {})


def voted(group: Group, counts: Sequence[Mapping[str, int]]) -> Reading:
    """The votes of the last recorded poll on all of the group; else it waits."""
    for count in reversed(counts):
        if set(group) <= set(count):
            return Reading(
                {entry: count[entry] for entry in group},
                {entry: str(count[entry]) for entry in group},
            )
    return Reading(None, {})


def _duel(ours: Mapping[str, Exact], theirs: Mapping[str, Exact]) -> int:
    both = sorted(set(ours) & set(theirs))
    balance = sum((ours[judge] > theirs[judge]) - (ours[judge] < theirs[judge]) for judge in both)
    return 1 + (balance > 0) - (balance < 0)
