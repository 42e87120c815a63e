"""How far judges lie apart over an entry, and where each of them places it."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Final

from core.numbers import HUNDREDTHS
from judging.insight.room import RoomScores
from judging.insight.table import taken
from judging.tally.result import Row
from judging.tally.sheet import Sheet

SPREAD_FROM: Final = 2
WIDE_FROM: Final = 5
"""Entries that are needed before one of them can be told to be wide."""
WIDE_TIMES: Final = Fraction(3, 2)
"""Wide is a spread of so many times the middle one."""
_EXACT: Final = Context(prec=40)


def variance(sheets: Iterable[Sheet]) -> Fraction | None:
    """The sample variance of totals in points squared; None below two sheets."""
    totals = [Fraction(sheet.total, HUNDREDTHS) for sheet in sheets]
    if len(totals) < SPREAD_FROM:
        return None
    middle = sum(totals, Fraction()) / len(totals)
    squares = sum(((total - middle) ** 2 for total in totals), Fraction())
    return squares / (len(totals) - 1)


def deviation(square: Fraction) -> Decimal:
    """Its root, the standard deviation in points, to one decimal, half up."""
    exact = _EXACT.divide(Decimal(square.numerator), Decimal(square.denominator))
    return _EXACT.sqrt(exact).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def wide(variances: dict[str, Fraction | None]) -> frozenset[str]:
    """Entries over which judges lie much further apart than over the middle one."""
    known = {entry: each for entry, each in variances.items() if each is not None}
    if len(known) < WIDE_FROM:
        return frozenset()
    # Of an even number the higher middle one, so that roots need not be taken.
    usual = sorted(known.values())[len(known) // 2]
    return frozenset(entry for entry, each in known.items() if each > usual * WIDE_TIMES**2)


def judge_places(room: RoomScores, ranked: Iterable[Row]) -> dict[str, dict[str, int]]:
    """By entry, the place that each judge's own totals give it (1, 2, 2, 4), by judge."""
    totals: dict[str, dict[str, int]] = {}
    for row in ranked:
        for sheet in taken(row):
            totals.setdefault(room.judge(row.entry, sheet.seat), {})[row.entry] = sheet.total
    found: dict[str, dict[str, int]] = {}
    for judge, own in totals.items():
        for entry, total in own.items():
            better = sum(1 for other in own.values() if other > total)
            found.setdefault(entry, {})[judge] = 1 + better
    return found
