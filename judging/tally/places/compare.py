"""What steps of a ladder compare: keys, the greater the better."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from judging.tally.exact import Exact, exact_text
from judging.tally.places.ladder import Group, Reading

Table = Mapping[str, Mapping[str, Exact]]
"""Entry -> judge -> figure."""


class Shown(Mapping[str, str]):
    """Figures as texts, each made when somebody reads it."""

    def __init__(self, values: Mapping[str, Exact | None], show: Callable[[Exact], str]) -> None:
        self._values = values
        self._show = show

    def __getitem__(self, entry: str) -> str:
        value = self._values[entry]
        return "" if value is None else self._show(value)

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def by_value(
    group: Group,
    values: Mapping[str, Exact | None],
    *,
    more_is_better: bool = True,
    show: Callable[[Exact], str] = exact_text,
) -> Reading:
    """Compare one figure; an entry without one stands behind all that have it."""
    sign = 1 if more_is_better else -1
    own = {entry: values.get(entry) for entry in group}
    keys: dict[str, Any] = {
        entry: (value is not None, 0 if value is None else sign * value)
        for entry, value in own.items()
    }
    return Reading(keys, Shown(own, show))


def count_back(
    group: Group, figures: Table, *, show: Callable[[Exact], str] = exact_text
) -> Reading:
    """Compare the highest judge's figure, then the second highest, and so on."""
    keys = {entry: sorted(figures[entry].values(), reverse=True) for entry in group}
    texts = {entry: " ".join(show(value) for value in row) for entry, row in keys.items()}
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
