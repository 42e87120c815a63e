"""A rubric as a tree, and what one sheet is worth under it."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from judging.tally.exact import Exact, quotient

Marks = Mapping[str, int | None]


class SheetRefused(ValueError):
    """A mark that the rubric does not know or allow; ``code`` and the criterion."""

    def __init__(self, code: str, criterion: str) -> None:
        super().__init__(code)
        self.code = code
        self.criterion = criterion


@dataclass(frozen=True, slots=True)
class Node:
    """One line: ``worth`` is what it can bring, ``low`` to ``top`` what a judge may mark.

    Plain points: top equals worth. A weight: top is the scale of the mark, worth
    the weight. ``step`` is the finest difference. A branch has ``children``; its
    sum is brought to its own worth. ``bonus`` comes on top of its parent, which
    holds it down to ``cap``. ``all_or_nothing`` knows 0 and the top only.
    """

    key: str
    worth: Exact
    top: int = 0
    low: int = 0
    step: int = 1
    required: bool = True
    bonus: bool = False
    all_or_nothing: bool = False
    cap: Exact | None = None
    children: tuple["Node", ...] = ()

    @property
    def plain(self) -> bool:
        """Whether the whole tree is a sum of marks and nothing else."""
        if self.cap is not None:
            return False
        if self.children:
            own = sum(child.worth for child in self.children if not child.bonus)
            return own == self.worth and all(child.plain for child in self.children)
        return self.top == self.worth

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

    ``absent`` lines (they do not apply to this entry) hand their worth to
    their siblings in proportion; a branch of absent lines only is absent.
    A line without a mark that is not required brings nothing.
    """
    value = _value(node, marks, frozenset(absent), lines)
    return 0 if value is None else value


def _value(
    node: Node, marks: Marks, absent: frozenset[str], lines: dict[str, Exact] | None
) -> Exact | None:
    if node.key in absent:
        return None
    if not node.children:
        mark = marks.get(node.key)
        value = quotient((mark or 0) * node.worth, node.top)
    else:
        summed = _sum(node, marks, absent, lines)
        if summed is None:
            return None
        value = summed
    if lines is not None:
        lines[node.key] = value
    return value


def _sum(
    node: Node, marks: Marks, absent: frozenset[str], lines: dict[str, Exact] | None
) -> Exact | None:
    values = [(child, _value(child, marks, absent, lines)) for child in node.children]
    own = [(child, value) for child, value in values if not child.bonus and value is not None]
    present = sum(child.worth for child, _ in own)
    if not own or not present:
        return None
    summed = sum(value for _, value in own)
    total = summed if present == node.worth else quotient(summed * node.worth, present)
    total += sum(value for child, value in values if child.bonus and value is not None)
    return total if node.cap is None else min(total, node.cap)
