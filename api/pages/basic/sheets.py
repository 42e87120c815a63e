"""The card's rows: what the server has, and what was typed and not taken."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from api.pages.basic.base import say
from api.pages.rules.words import points_text
from api.pages.tags import is_chinese
from api.pages.times import second_text
from contest.rulebook.rulebook import Criterion, Name, Rulebook
from core.numbers import HUNDREDTHS
from judging.models import ScoreCell, ScoreSheet
from judging.selectors.rulebooks import rulebook_of
from judging.tally.room.worth import sheet_worth

# Full-width digits and points are what a Chinese keyboard gives; the server reads them.
WHOLE: Final = "[0-9\uff10-\uff19]*"
DECIMAL: Final = "[0-9\uff10-\uff19]*([.\uff0e\u3002][0-9\uff10-\uff19]{1,2})?"


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion on the card. Marks are texts as people write them: 17, 16.5, or nothing.

    `choices` are marks with their words, where nothing else may be given.
    """

    id: str
    name: str
    hint: str
    max: str
    step: str
    is_whole: bool
    required: bool
    stored: str
    stored_at: str
    rev: int
    seq: int
    typed: str
    choices: tuple[tuple[str, str], ...] = ()
    state: str = "none"
    said: str = ""

    @property
    def pattern(self) -> str:
        """What the field takes, for keyboards that ask for it."""
        return WHOLE if self.is_whole else DECIMAL

    @property
    def mode(self) -> str:
        """Which keyboard the step needs."""
        return "numeric" if self.is_whole else "decimal"

    def with_problem(self, typed: str, said: str, state: str = "bad") -> "Row":
        """The row keeping what was typed, and the sentence about it."""
        return replace(self, typed=typed, said=said, state=state)


def rows_of(sheet: ScoreSheet, zone: str) -> list[Row]:
    """The sheet's criteria in the rulebook's order, with what the server has."""
    cells = {cell.criterion: cell for cell in sheet.cells.all()}
    rulebook = rulebook_of(sheet.round)
    return [_row(criterion, cells[criterion.id], zone) for criterion in rulebook.criteria]


def _row(criterion: Criterion, cell: ScoreCell, zone: str) -> Row:
    stored = "" if cell.value is None else points_text(cell.value)
    return Row(
        id=criterion.id,
        name=_name(criterion.name),
        hint=" ".join(_hints(criterion)),
        max=points_text(criterion.max),
        step=points_text(criterion.step),
        is_whole=criterion.step % HUNDREDTHS == 0,
        required=criterion.required,
        stored=stored,
        stored_at=second_text(cell.changed_at, zone),
        rev=cell.rev,
        # Above what any device wrote here: on the card's own device older pages stay below it.
        seq=max(cell.rev, cell.client_seq) + 1,
        typed=stored,
        choices=tuple(_choices(criterion)),
        state="saved" if stored else "none",
    )


def _choices(criterion: Criterion) -> Iterator[tuple[str, str]]:
    for choice in criterion.choices:
        if choice.name is not None:
            yield points_text(choice.mark), _name(choice.name)
        else:
            yield points_text(choice.mark), say(f"page.basic.row.{'yes' if choice.mark else 'no'}")


def _hints(criterion: Criterion) -> Iterator[str]:
    if criterion.hint is not None:
        yield _name(criterion.hint)
    if criterion.bonus:
        yield say("page.basic.row.bonus")
    if criterion.points is not None:
        yield say("page.basic.row.points", points=points_text(criterion.points))
    if criterion.low:
        yield say("page.basic.row.low", low=points_text(criterion.low))
    if criterion.band is not None:
        low, high = points_text(criterion.band.low), points_text(criterion.band.high)
        yield say("page.basic.row.band", low=low, high=high)


def _name(name: Name) -> str:
    return name.zh if is_chinese() else name.en


@dataclass(frozen=True, slots=True)
class Total:
    """What the server's marks add up to."""

    points: str
    full: str
    done: int
    all: int
    missing: tuple[str, ...]


def total_of(sheet: ScoreSheet) -> Total:
    """The running total of what is saved, and the criteria that keep it from being signed."""
    rulebook = rulebook_of(sheet.round)
    marks = {cell.criterion: cell.value for cell in sheet.cells.all()}
    given = [value for value in marks.values() if value is not None]
    worth = sheet_worth(rulebook, marks)
    return Total(
        points=points_text(worth) if given else "",
        full=points_text(rulebook.total),
        done=len(given),
        all=len(marks),
        missing=tuple(_missing(rulebook, marks)),
    )


def _missing(rulebook: Rulebook, marks: Mapping[str, int | None]) -> Iterator[str]:
    for criterion in rulebook.criteria:
        mark = marks.get(criterion.id)
        if (mark is None and criterion.required) or (mark is not None and mark < criterion.low):
            yield _name(criterion.name)
