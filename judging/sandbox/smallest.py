"""The smallest change of one mark that changes the winner, or who goes on.

Changes are tried from the smallest upward, over all marks at once, so the
first that works is the smallest. Where a round's rules look at each entry
alone, a change that cannot yet bring the entry level with anybody who stands
differently is passed over; elsewhere every step is tried, up to ``budget``.
"""

from collections.abc import Callable
from functools import partial
from heapq import heapify, heappop, heappush
from typing import Final

from core.numbers import mark_text
from judging.sandbox.bounds import Bounds, Question, levels_by_rank
from judging.sandbox.compare import Document, steps_differ, winners
from judging.sandbox.desk import Cell, Desk
from judging.tally.edition.edition import RoundTally
from judging.tally.edition.refusal import ScoresRefused

BUDGET: Final = 3000


def outcome_of(held: RoundTally, question: Question) -> Document:
    """What must change: the first of each group, or who goes on (without promotion: who wins)."""
    if question == "winner":
        return {"winners": winners(held)}
    if held.round.promotion:
        return {
            "promoted": sorted(held.promoted.to),
            "undecided": sorted(held.promoted.undecided),
        }
    ranked = levels_by_rank(held)
    return {"awarded": {entry: ranked[entry] for entry in sorted(ranked)}}


def smallest(desk: Desk, question: Question, *, budget: int = BUDGET) -> Document:
    """The smallest change of one mark that changes the answer, with what it does."""
    before = outcome_of(desk.held, question)
    bounds = Bounds(desk, question)
    heap = [each for cell, mark in desk.cells() for each in _starts(bounds, cell, mark)]
    heapify(heap)
    head: Document = {"question": question, "before": before}
    tried = 0
    while heap:
        size, cell, turn, mark, last, step = heappop(heap)
        if tried >= budget:
            return {**head, "found": False, "tried": tried, "none_below": mark_text(size)}
        tried += 1
        now = _counted(desk, cell, mark + turn * size)
        if now is not None and outcome_of(now, question) != before:
            return {
                **head,
                **_mark_told(cell, mark, mark + turn * size),
                "after": outcome_of(now, question),
                "because": steps_differ(desk.held, now, cell.entry),
                "tried": tried,
            }
        if size + step <= last:
            heappush(heap, (size + step, cell, turn, mark, last, step))
    return {**head, "found": False, "tried": tried, "none_below": None}


_Start = tuple[int, Cell, int, int, int, int]


def _starts(bounds: Bounds, cell: Cell, mark: int) -> list[_Start]:
    """The first change worth trying in each direction."""
    if not bounds.sheet_reaches(cell):
        return []
    node = bounds.desk.node(cell)
    step = node.top if node.all_or_nothing else node.step
    found: list[_Start] = []
    for turn, room in ((1, node.top - mark), (-1, mark - node.low)):
        last = room - room % step
        if last <= 0:
            continue
        first = _first(partial(bounds.reaches_by, cell, mark, turn), step, last)
        if first is not None:
            found.append((first, cell, turn, mark, last, step))
    return found


def _first(reaches: Callable[[int], bool], step: int, last: int) -> int | None:
    """The smallest size that reaches; None where not even the largest does."""
    try:
        if reaches(step):
            return step
        if not reaches(last):
            return None
        low, high = 1, last // step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if reaches(middle * step) else (middle, high)
        return high * step
    except ScoresRefused:
        return step


def _counted(desk: Desk, cell: Cell, mark: int) -> RoundTally | None:
    """The round with the mark; None where such a mark is refused."""
    try:
        return desk.marked(cell, mark)
    except ScoresRefused:
        return None


def _mark_told(cell: Cell, old: int, new: int) -> Document:
    return {
        "found": True,
        "entry": cell.entry,
        "judge": cell.judge,
        "component": cell.component,
        "criterion": cell.criterion,
        "run": cell.run,
        "mark": {"before": mark_text(old), "after": mark_text(new)},
        "by": mark_text(abs(new - old)),
    }
