"""What goes into a tally: signed sheets and recorded tie decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from contest.rulebook.rulebook import Rulebook
from contest.rulebook.sheet import sheet_problems


class TallyRefused(ValueError):
    """Input that cannot be counted: a code, and where it was found."""

    def __init__(self, code: str, *, entry: str, seat: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.entry = entry
        self.seat = seat


@dataclass(frozen=True, slots=True)
class Sheet:
    """One judge's marks for one entry, in hundredths, by criterion id.

    ``kind`` is the judge's class; ``known`` the total where it is no plain sum; ``few`` that the
    committee lets the sheets of the entry count although they are fewer than the minimum.
    """

    seat: str
    marks: Mapping[str, int | None]
    kind: str = ""
    known: int | None = None
    few: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "marks", MappingProxyType(dict(self.marks)))

    @property
    def total(self) -> int:
        """The sum of the marks; an optional criterion without one adds nothing."""
        if self.known is not None:
            return self.known
        return sum(mark or 0 for mark in self.marks.values())

    def with_total(self, total: int) -> "Sheet":
        """The same sheet with the total that its rubric gives it."""
        return replace(self, known=total)

    @property
    def seat_order(self) -> tuple[int, str]:
        """Seats in the order people count them: 2 before 10."""
        return (len(self.seat), self.seat)


@dataclass(frozen=True, slots=True)
class TieDecision:
    """A recorded vote on tied entries, best first; the highest number stands."""

    number: int
    order: tuple[str, ...]


Sheets = Mapping[str, list[Sheet]]


def sheets_check(rulebook: Rulebook, sheets: Sheets) -> None:
    """Raise ``TallyRefused`` for a sheet that the rulebook does not allow.

    Codes: those of ``sheet_problems`` when signing, and ``seat_doubled``.
    """
    for entry, rows in sheets.items():
        seats: set[str] = set()
        for sheet in rows:
            if sheet.seat in seats:
                raise TallyRefused("seat_doubled", entry=entry, seat=sheet.seat)
            seats.add(sheet.seat)
            for code in sheet_problems(rulebook, sheet.marks, signing=True):
                raise TallyRefused(code, entry=entry, seat=sheet.seat)
