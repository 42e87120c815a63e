"""One entry's score: which sheets count, and the exact mean of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from contest.rulebook.rulebook import Aggregation, Rulebook
from core.numbers import HUNDREDTHS, round_half_up
from judging.tally.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Score:
    """An entry's sheets in seat order, those dropped, and the mean of the rest.

    ``exact`` is in points (not hundredths); None where too few sheets came in.
    """

    sheets: tuple[Sheet, ...]
    dropped_high: tuple[Sheet, ...]
    dropped_low: tuple[Sheet, ...]
    exact: Fraction | None
    final: Decimal | None

    @property
    def counted(self) -> tuple[Sheet, ...]:
        """The sheets that make the figure, in seat order."""
        gone = {sheet.seat for sheet in (*self.dropped_high, *self.dropped_low)}
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
    high, low = _dropped(rulebook.aggregation, rows)
    gone = {sheet.seat for sheet in (*high, *low)}
    exact = _mean(sheet.total for sheet in rows if sheet.seat not in gone)
    final = round_half_up(exact, rulebook.aggregation.decimals)
    return Score(sheets=rows, dropped_high=high, dropped_low=low, exact=exact, final=final)


def _dropped(
    aggregation: Aggregation, rows: tuple[Sheet, ...]
) -> tuple[tuple[Sheet, ...], tuple[Sheet, ...]]:
    """The sheets that leave; of equal extremes the later seats, one each."""
    drop_high, drop_low = aggregation.drops(len(rows))
    from_top = sorted(rows, key=lambda sheet: (sheet.total, sheet.seat_order), reverse=True)
    high, rest = from_top[:drop_high], from_top[drop_high:]
    rest.sort(key=lambda sheet: sheet.seat_order, reverse=True)
    # A stable sort: among equal totals the later seats stay in front.
    rest.sort(key=lambda sheet: sheet.total)
    return tuple(high), tuple(rest[:drop_low])


def _mean(hundredths: Iterable[int]) -> Fraction:
    values = list(hundredths)
    return Fraction(sum(values), HUNDREDTHS * len(values))
