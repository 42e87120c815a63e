"""The smallest change of one mark that changes the winner, or who goes on.

Changes are tried from the smallest upward, over all marks at once, so the
first that works is the smallest. Where a round's rules look at each entry
alone, a change that cannot yet bring the entry level with anybody who stands
differently is passed over; elsewhere every step is tried, up to ``budget``.
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial
from heapq import heapify, heappop, heappush
from typing import Final, Literal

from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.promotion import Threshold
from core.numbers import HUNDREDTHS, mark_text
from judging.sandbox.compare import Document, steps_differ, winners
from judging.sandbox.desk import Cell, Desk
from judging.tally.edition.edition import RoundTally
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.total import totals
from judging.tally.exact import Exact

Question = Literal["winner", "cut"]
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
    ranked = _levels(held)
    return {"awarded": {entry: ranked[entry] for entry in sorted(ranked)}}


def _levels(held: RoundTally) -> dict[str, list[str]]:
    """The levels that go by rank."""
    by_rank = {each.id for each in held.at.rulebook.awards if each.by == "rank"}
    return {
        entry: kept
        for entry, levels in held.awarded.levels.items()
        if (kept := [each for each in levels if each in by_rank])
    }


def _standing(held: RoundTally, question: Question) -> dict[str, Hashable]:
    """What each entry has at stake, as finely as rules tell entries apart."""
    if question == "winner":
        first = {each for row in winners(held).values() for each in row}
        return {entry: entry in first for entry in held.at.entries}
    shares = {
        line.entry: line.place is not None and len(line.place.entries) > 1 for line in held.lines
    }
    if not held.round.promotion:
        levels = _levels(held)
        return {entry: (shares[entry], *levels.get(entry, ())) for entry in held.at.entries}
    words = ("step", "rule", "group", "over_quota", "why")
    return {
        entry: (
            shares[entry],
            *(
                tuple(str(step.get(word)) for word in words)
                for step in held.promoted.steps_of(entry)
            ),
        )
        for entry in held.at.entries
    }


def _shared(held: RoundTally, question: Question) -> set[str]:
    """The entries that have something only because they are level with others, or with them."""
    if question == "winner":
        return {each for row in winners(held).values() for each in row}
    if not held.round.promotion:
        return set(_levels(held))
    return {
        entry
        for entry, steps in held.promoted.steps.items()
        if any(step.get("over_quota") for step in steps)
    }


@dataclass(frozen=True, slots=True)
class _Reading:
    """An entry's figures: what it is ordered by (None: no result), the exact and the shown."""

    figure: Exact | None
    exact: Exact | None
    shown: Exact | None


class _Bounds:
    """How far an entry is from anybody who stands differently."""

    def __init__(self, desk: Desk, question: Question) -> None:
        self.desk = desk
        self.on = desk.at.round.total.ties_on
        self.sound = _bounded(desk, question)
        self.standing = _standing(desk.held, question)
        self.shared = _shared(desk.held, question)
        self.lines = _lines(desk)
        self._known: dict[str, tuple[Exact | None, Exact | None]] = {}
        scores = desk.held.totals.scores
        self.figures = {
            entry: figure
            for entry in desk.at.entries
            if not scores[entry].barred
            and (figure := desk.held.totals.figure(entry, on=self.on)) is not None
        }

    def reaches_by(self, cell: Cell, mark: int, turn: int, size: int) -> bool:
        """Whether a change of this size does, upward (1) or downward (-1)."""
        return self.reaches(cell, mark + turn * size)

    def reaches(self, cell: Cell, mark: int) -> bool:
        """Whether the mark brings the entry level with somebody, or over a line."""
        old = self.figures.get(cell.entry)
        if not self.sound:
            return True
        if old is None:
            # No result, or barred: another mark on a sheet that is there changes neither.
            return False
        now = self._read(cell, mark)
        assert now.figure is not None
        above, below = self._next(cell.entry, old)
        if above is not None and now.figure >= above:
            return True
        if below is not None and now.figure <= below:
            return True
        was = self.desk.held.totals.scores[cell.entry]
        assert was.exact is not None
        assert was.final is not None
        shown = Fraction(was.final) * HUNDREDTHS
        return any(
            (line <= was.exact) != (line <= (now.exact or 0))
            or (line < was.exact) != (line < (now.exact or 0))
            or (line <= shown) != (line <= (now.shown or 0))
            for line in self.lines
        )

    def _next(self, entry: str, figure: Exact) -> tuple[Exact | None, Exact | None]:
        """The next figure above and below of those who stand differently.

        Those level with the entry are among them where it shares something with them.
        """
        if entry not in self._known:
            own, shares = self.standing[entry], entry in self.shared
            others = [
                each
                for other, each in self.figures.items()
                if other != entry and ((shares and each == figure) or self.standing[other] != own)
            ]
            above = min((each for each in others if each >= figure), default=None)
            below = max((each for each in others if each <= figure), default=None)
            self._known[entry] = (above, below)
        return self._known[entry]

    def _read(self, cell: Cell, mark: int) -> _Reading:
        desk = self.desk
        at = replace(desk.at, cells=desk.with_mark(cell, mark), entries=(cell.entry,))
        one = desk.figures(at, cell.component, at.entries)
        counted = totals(at, {**desk.components, cell.component: one})
        score = counted.scores[cell.entry]
        shown = None if score.final is None else Fraction(score.final) * HUNDREDTHS
        return _Reading(counted.figure(cell.entry, on=self.on), score.exact, shown)


def _bounded(desk: Desk, question: Question) -> bool:
    """Whether an entry's place changes by its own figure alone, step by step one way.

    And, for the cut, whether passing somebody who stands the same changes nothing.
    """
    round_ = desk.at.round
    sheets = [each for each in round_.components if isinstance(each, SheetComponent)]
    if {each.id for each in sheets} != desk.own or round_.total.method != "sum":
        return False
    if round_.must_pass or round_.recheck or round_.knockout:
        return False
    if any(rule.rule == "far_from_median" for each in sheets for rule in each.combine.leave_out):
        return False
    return question == "winner" or _cut_bounded(desk)


def _cut_bounded(desk: Desk) -> bool:
    """No line but of the total, no place left open or empty, nobody gone, no prize held."""
    held, round_ = desk.held, desk.at.round
    if any(line.of != "total" for line in _thresholds(desk)):
        return False
    if held.promoted.undecided or held.awarded.undecided:
        return False
    if not round_.promotion:
        return desk.at.rulebook.one_prize_per == "none"
    words = {
        str(step.get("why")) for entry in held.at.entries for step in held.promoted.steps_of(entry)
    }
    next_rounds = {rule.to for rule in round_.promotion if rule.to is not None}
    gone = any(
        each["kind"] in ("withdrawal", "disqualified") and each.get("round") in next_rounds
        for each in desk.at.given.decisions
    )
    return not gone and not words & {"tie_at_line", "undecided"}


def _thresholds(desk: Desk) -> list[Threshold]:
    return [
        line
        for rule in desk.at.round.promotion
        for line in (*rule.needs, *((rule.line,) if rule.line else ()))
    ]


def _lines(desk: Desk) -> list[int]:
    """The figures that promotions and awards ask for, in hundredths."""
    found: list[int] = []
    for line in _thresholds(desk):
        found += [each for each in (line.at_least, line.above) if each is not None]
    for award in desk.at.rulebook.awards:
        if award.minimum_score is not None:
            found.append(award.minimum_score)
    return found


def smallest(desk: Desk, question: Question, *, budget: int = BUDGET) -> Document:
    """The smallest change of one mark that changes the answer, with what it does."""
    before = outcome_of(desk.held, question)
    bounds = _Bounds(desk, question)
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


def _starts(bounds: _Bounds, cell: Cell, mark: int) -> list[_Start]:
    """The first change worth trying in each direction."""
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
