"""A rubric as a tree, and what one sheet is worth under it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from judging.tally.exact import Exact, quotient

Marks = Mapping[str, Exact | None]


class SheetRefused(ValueError):
    """A mark that the rubric does not know or allow; ``code`` and the criterion."""

    def __init__(self, code: str, criterion: str) -> None:
        super().__init__(code)
        self.code = code
        self.criterion = criterion


@dataclass(frozen=True)
class Node:
    """One line: ``worth`` is what it can bring, ``low`` to ``top`` what a judge may mark.

    Plain points: top equals worth. A weight: top is the scale of the mark, worth
    the weight. ``step`` is the finest difference. ``measured`` lines hold their
    worth itself as mark and are checked by nobody. A branch has ``children``.
    ``bonus`` and ``deducts`` are no part of their branch's worth; ``bonus_cap``
    is the most that the bonus lines of a branch add together, ``capped`` keeps
    the branch within its worth. ``best`` counts the best line only. ``spread``
    hands the worth of lines that do not apply to those that do.
    """

    key: str
    worth: Exact
    top: int = 0
    low: int = 0
    step: int = 1
    required: bool = True
    measured: bool = False
    bonus: bool = False
    deducts: bool = False
    all_or_nothing: bool = False
    best: bool = False
    capped: bool = False
    bonus_cap: Exact | None = None
    spread: bool = True
    children: tuple["Node", ...] = ()

    @cached_property
    def plain(self) -> bool:
        """Whether the whole tree is a sum of marks and nothing else."""
        if self.capped or self.best or self.deducts or self.bonus_cap is not None:
            return False
        if self.children:
            return all(child.plain for child in self.children)
        return self.measured or self.top == self.worth

    def leaves(self) -> Iterator["Node"]:
        """The lines that take a mark, in order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


def mark_check(node: Node, mark: int | None) -> None:
    """Raise ``SheetRefused``: mark_missing, mark_out_of_range, mark_off_step."""
    if mark is None:
        if node.required:
            raise SheetRefused("mark_missing", node.key)
        return
    if not node.low <= mark <= node.top:
        raise SheetRefused("mark_out_of_range", node.key)
    if node.all_or_nothing and mark not in (0, node.top):
        raise SheetRefused("mark_not_all_or_nothing", node.key)
    if (mark - node.low) % node.step:
        raise SheetRefused("mark_off_step", node.key)


def worth_of(
    node: Node, marks: Marks, *, absent: Collection[str] = (), lines: dict[str, Exact] | None = None
) -> Exact:
    """What the marks are worth; ``lines`` collects each line's own value.

    ``absent`` lines do not apply to this entry; a branch of absent lines only
    is absent itself. A line without a mark that is not required brings nothing.
    """
    if lines is None and not absent and node.plain:
        return sum(mark for mark in marks.values() if mark is not None)
    value = _value(node, marks, frozenset(absent), lines)
    return 0 if value is None else value


def _value(
    node: Node, marks: Marks, absent: frozenset[str], lines: dict[str, Exact] | None
) -> Exact | None:
    if node.key in absent:
        return None
    if not node.children:
        mark = marks.get(node.key) or 0
        value = mark if node.measured else quotient(mark * node.worth, node.top)
    else:
        summed = _branch(node, marks, absent, lines)
        if summed is None:
            return None
        value = summed
    if lines is not None:
        lines[node.key] = value
    return value


def _branch(
    node: Node, marks: Marks, absent: frozenset[str], lines: dict[str, Exact] | None
) -> Exact | None:
    values = [(child, _value(child, marks, absent, lines)) for child in node.children]
    there = [(child, value) for child, value in values if value is not None]
    own = [(child, value) for child, value in there if not (child.bonus or child.deducts)]
    if not own:
        return None
    if node.best:
        total = max(value for _, value in own)
    else:
        total = sum(value for _, value in own)
        total = _spread(node, total, sum(child.worth for child, _ in own))
    extra = sum(value for child, value in there if child.bonus)
    total += extra if node.bonus_cap is None else min(extra, node.bonus_cap)
    total -= sum(value for child, value in there if child.deducts)
    return max(0, min(total, node.worth) if node.capped else total)


def _spread(node: Node, total: Exact, present: Exact) -> Exact:
    """The sum, brought to the worth of all lines where some do not apply."""
    whole = sum(child.worth for child in node.children if not (child.bonus or child.deducts))
    if not node.spread or present in (0, whole):
        return total
    return quotient(total * whole, present)
