"""A large plain component at once: whole sheets of points, by mean or trimmed.

Only figures are made here, exact and in whole numbers. Panels and steps are
made entry by entry when somebody asks, by the same code as everywhere.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contest.rulebook.v1.components import BallotComponent, SheetComponent
from core.numbers import NumberRefused, mark_parse
from judging.tally.edition.collect import Marks
from judging.tally.edition.columns import Columns
from judging.tally.edition.component import Field
from judging.tally.edition.lines import Lines
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.exact import Exact, quotient
from judging.tally.rubric.node import Node

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Sheets:
    """Every sheet of a component, by entry and then by judge; totals in hundredths."""

    columns: Columns
    lines: list[str]
    totals: "Ints"
    starts: "Ints"
    values: list[int]

    @cached_property
    def judges(self) -> list[str]:
        """The judge of each sheet."""
        texts = self.columns.judge.texts
        return [texts[at] for at in self.columns.judge.codes[:: len(self.lines)].tolist()]

    @cached_property
    def sums(self) -> list[int]:
        """The total of each sheet."""
        found: list[int] = self.totals.tolist()
        return found

    @cached_property
    def firsts(self) -> list[int]:
        """The number of each entry's first sheet, and how many there are."""
        found: list[int] = self.starts.tolist()
        return found

    def of(self, entry: str) -> dict[str, int]:
        """An entry's totals by judge."""
        first, end = self._span(entry)
        return dict(zip(self.judges[first:end], self.sums[first:end], strict=True))

    def marks(self, entry: str) -> dict[str, Marks]:
        """An entry's marks by judge and line."""
        first, end = self._span(entry)
        found: dict[str, Marks] = {}
        columns = self.columns
        size = len(self.lines)
        for row in range(first * size, end * size):
            judge = columns.judge.texts[columns.judge.codes[row]]
            line = self.lines[columns.name.codes[row]]
            found.setdefault(judge, {})[line] = self.values[columns.mark.codes[row]]
        return found

    def _span(self, entry: str) -> tuple[int, int]:
        at = self.columns.at[entry]
        return self.firsts[at], self.firsts[at + 1]


class Asked(Mapping[str, Any]):
    """A mapping whose values are made when they are first asked for."""

    def __init__(self, keys: Mapping[str, int], make: Callable[[str], Any]) -> None:
        self._keys = keys
        self._make = make
        self._made: dict[str, Any] = {}

    def __getitem__(self, key: str) -> Any:
        if key not in self._made:
            if key not in self._keys:
                raise KeyError(key)
            self._made[key] = self._make(key)
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)


def quick_sheets(at: Field, component: SheetComponent) -> Sheets | None:
    """All sheets of the round, where they are whole and plain; else None.

    None also where a mark is missing or wrong: the usual way then says which.
    """
    cells = at.given.sheets.get(at.round.id)
    lines = at.names.lines[component.rubric]
    if not isinstance(cells, Columns) or not _plain(at, component, lines):
        return None
    # Late: a room's sheets come another way and need none of it.
    import numpy as np

    values = _values(cells.mark.texts)
    nodes = [_node(at, component, lines, name) for name in cells.name.texts]
    if values is None or None in nodes or len(nodes) != len(lines.nodes):
        return None
    keys = ["" if node is None else node.key for node in nodes]
    if len(set(keys)) != len(keys):
        return None
    size = len(nodes)
    if len(cells.name.codes) % size:
        return None
    names = cells.name.codes.reshape(-1, size)
    judges = cells.judge.codes.reshape(-1, size)
    if (names != np.arange(size)).any() or (judges != judges[:, :1]).any():
        return None
    marks = np.array(values, dtype=np.int64)[cells.mark.codes].reshape(-1, size)
    low, top, step = (
        np.array([getattr(node, word) for node in nodes], dtype=np.int64)
        for word in ("low", "top", "step")
    )
    if ((marks < low) | (marks > top) | ((marks - low) % step != 0)).any():
        return None
    if (cells.starts % size).any():
        return None
    return Sheets(cells, keys, marks.sum(axis=1), cells.starts // size, values)


def _plain(at: Field, component: SheetComponent, lines: Lines) -> bool:
    """Whether nothing but sheets of points and one of three rules is asked for."""
    combine, rubric = component.combine, lines.rubric
    alone = [each for each in at.round.components if isinstance(each, SheetComponent)]
    seated = [
        each
        for each in at.round.components
        if isinstance(each, BallotComponent) and each.as_juror_of == component.id
    ]
    finishing = (component.runs, component.scale, component.at_most, component.decimals)
    usual = combine.per == "sheet" and combine.method in ("mean", "trimmed", "sum")
    lines_usual = all(
        not (each.divisions or each.stages or each.range_by or each.all_or_nothing)
        for each in lines.criteria.values()
    )
    return (
        len(alone) == 1
        and not seated
        and usual
        and (combine.below == "mean" and combine.classes is None and combine.decimals is None)
        and not (combine.leave_out or component.rubric_for or component.judges)
        and all(each is None for each in finishing)
        and not component.penalties
        and component.absent == "no_result"
        and lines.root.plain
        and lines_usual
        and all(not node.measured for node in lines.nodes.values())
        and not rubric.vetoes
        and rubric.input == "marks"
        and at.round.recheck is None
        and at.round.knockout is None
        and not any(at.given.decided("recusal"))
    )


def _values(texts: list[str]) -> list[int] | None:
    try:
        return [mark_parse(text) for text in texts]
    except NumberRefused:
        return None


def _node(at: Field, component: SheetComponent, lines: Lines, name: str) -> Node | None:
    """The line that a name of the scores stands for."""
    try:
        target = at.names.target(name)
    except ScoresRefused:
        return None
    if target.kind != "mark" or target.component != component.id:
        return None
    return lines.nodes.get(target.key)


def quick_values(sheets: Sheets, component: SheetComponent, *, minimum: int) -> dict[str, Exact]:
    """The figures of all entries with enough sheets, in hundredths."""
    import numpy as np

    combine = component.combine
    counts = np.diff(sheets.starts)
    owner = np.repeat(np.arange(len(counts)), counts)
    ordered = sheets.totals[np.lexsort((sheets.totals, owner))]
    sums = np.concatenate(([0], np.cumsum(ordered)))
    trimmed = (counts >= combine.needs) & (combine.method == "trimmed")
    first = sheets.starts[:-1] + np.where(trimmed, combine.drop_low, 0)
    end = sheets.starts[1:] - np.where(trimmed, combine.drop_high, 0)
    tops = (sums[end] - sums[first]).tolist()
    kept = np.ones_like(counts) if combine.method == "sum" else end - first
    rows = zip(sheets.columns.entries, tops, kept.tolist(), counts.tolist(), strict=True)
    return {entry: quotient(top, bottom) for entry, top, bottom, n in rows if n >= minimum}
