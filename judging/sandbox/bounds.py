"""How far a mark must move before anybody's standing can change.

Only where a round's rules look at each entry alone; elsewhere everything is said to reach.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from contest.rulebook.v1.awards import LADDER
from contest.rulebook.v1.combination import FAR
from contest.rulebook.v1.components import SheetComponent
from contest.rulebook.v1.promotion import Threshold
from core.numbers import HUNDREDTHS
from judging.sandbox.compare import winners
from judging.sandbox.desk import Cell, Desk
from judging.tally.edition.edition import RoundTally
from judging.tally.edition.refusal import ScoresRefused
from judging.tally.edition.total import totals
from judging.tally.exact import Exact

Question = Literal["winner", "cut"]


def levels_by_rank(held: RoundTally) -> dict[str, list[str]]:
    """The levels that go by rank."""
    by_rank = {each.id for each in held.at.rulebook.awards if each.by in LADDER}
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
        levels = levels_by_rank(held)
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
        return set(levels_by_rank(held))
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


class Bounds:
    """How far an entry is from anybody who stands differently."""

    def __init__(self, desk: Desk, question: Question) -> None:
        self.desk = desk
        self.on = desk.at.round.total.ties_on
        self.sound = _bounded(desk, question)
        self.standing = _standing(desk.held, question)
        self.shared = _shared(desk.held, question)
        self.lines = _lines(desk)
        self._sheets: dict[tuple[str, str, str, int], bool] = {}
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
        return self._crosses(cell, {cell.criterion: mark}, old)

    def sheet_reaches(self, cell: Cell) -> bool:
        """Whether any marks on the whole sheet do; where none do, no single one of them does."""
        key = (cell.entry, cell.judge, cell.component, cell.run)
        if key not in self._sheets:
            self._sheets[key] = self._sheet_reaches(cell)
        return self._sheets[key]

    def _sheet_reaches(self, cell: Cell) -> bool:
        old = self.figures.get(cell.entry)
        if not self.sound or old is None:
            return not self.sound
        try:
            return any(self._crosses(cell, end, old) for end in self.desk.extremes(cell))
        except ScoresRefused:  # A fact narrows the range: the marks are looked at one by one.
            return True

    def _crosses(self, cell: Cell, marks: Mapping[str, int], old: Exact) -> bool:
        now = self._read(cell, marks)
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

    def _read(self, cell: Cell, marks: Mapping[str, int]) -> _Reading:
        desk = self.desk
        at = replace(desk.at, cells=desk.with_marks(cell, marks), entries=(cell.entry,))
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
    if any(rule.rule in FAR for each in sheets for rule in each.combine.leave_out):
        return False
    return question == "winner" or _cut_bounded(desk)


def _cut_bounded(desk: Desk) -> bool:
    """No line but of the total, no place left open or empty, nobody gone, no prize held."""
    held, round_ = desk.held, desk.at.round
    if any(line.of != "total" for line in _thresholds(desk)):
        return False
    if held.promoted.undecided or held.awarded.undecided:
        return False
    if any("limits" in each for each in held.promoted.quotas):
        # Where limits cross, one entry's rank moves others far from the line.
        return False
    if not round_.promotion:
        rules = desk.at.rulebook
        return rules.one_prize_per == "none" and rules.awards_at_most is None
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
