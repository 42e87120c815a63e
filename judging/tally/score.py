"""One entry's score: which sheets count, and the exact mean of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from contest.rulebook.rulebook import Aggregation, Rulebook
from core.numbers import HUNDREDTHS
from judging.tally.combine.figure import Combined, Figure
from judging.tally.combine.mean import mean, trimmed
from judging.tally.exact import mean_of, rounded
from judging.tally.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Score:
    """An entry's sheets in seat order, those dropped, and the mean of the rest.

    ``exact`` is in points (not hundredths); None where too few sheets came in. ``left_out`` are
    the seats that a rule leaves out, and which.
    """

    sheets: tuple[Sheet, ...]
    dropped_high: tuple[Sheet, ...]
    dropped_low: tuple[Sheet, ...]
    exact: Fraction | None
    final: Decimal | None
    left_out: Mapping[str, str] = field(default_factory=dict)

    @property
    def counted(self) -> tuple[Sheet, ...]:
        """The sheets that make the figure, in seat order."""
        gone = {sheet.seat for sheet in (*self.dropped_high, *self.dropped_low)} | set(
            self.left_out
        )
        return tuple(sheet for sheet in self.sheets if sheet.seat not in gone)

    def criterion_mean(self, criterion: str) -> Fraction:
        """The mean mark of one criterion over the counted sheets, in points."""
        return _mean(sheet.marks.get(criterion) or 0 for sheet in self.counted)

    def mean_of_all(self) -> Fraction:
        """The mean total of all sheets, the dropped ones too, in points."""
        return _mean(sheet.total for sheet in self.sheets)


def score(rulebook: Rulebook, sheets: Iterable[Sheet]) -> Score:
    """The score of one entry; exact until the one rounding."""
    rows = tuple(sorted(sheets, key=lambda sheet: sheet.seat_order))
    if len(rows) < rulebook.panel.minimum_sheets:
        return Score(sheets=rows, dropped_high=(), dropped_low=(), exact=None, final=None)
    combined = _combined(rulebook.aggregation, rows)
    exact = Fraction(combined.value) / HUNDREDTHS
    by_seat = {sheet.seat: sheet for sheet in rows}
    return Score(
        sheets=rows,
        dropped_high=tuple(by_seat[seat] for seat in combined.dropped_high),
        dropped_low=tuple(by_seat[seat] for seat in combined.dropped_low),
        exact=exact,
        final=rounded(exact, rulebook.aggregation.decimals),
    )


def _combined(aggregation: Aggregation, rows: tuple[Sheet, ...]) -> Combined:
    figures = [Figure(sheet.seat, sheet.total) for sheet in rows]
    if aggregation.method == "mean":
        return mean(figures)
    return trimmed(
        figures,
        high=aggregation.drop_high,
        low=aggregation.drop_low,
        minimum=aggregation.minimum_for_trim,
    )


def _mean(hundredths: Iterable[int]) -> Fraction:
    return Fraction(mean_of(hundredths)) / HUNDREDTHS
