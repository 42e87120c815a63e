"""Exact figures: an int where it is whole, else a fraction; never a float."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from core.numbers import round_half_up

Exact = int | Fraction
Rounding = Literal["half_up", "half_even", "truncate"]
ROUNDINGS: Final = ("half_up", "half_even", "truncate")


def quotient(top: Exact, bottom: Exact) -> Exact:
    """The exact quotient, an int where it is whole; ZeroDivisionError for a zero below."""
    if type(top) is int and type(bottom) is int and bottom and top % bottom == 0:
        return top // bottom
    return whole(Fraction(top) / bottom)


def whole(value: Exact) -> Exact:
    """The same figure, an int where it is whole."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


def mean_of(values: Iterable[Exact]) -> Exact:
    """The exact mean; ZeroDivisionError for nothing."""
    rows = list(values)
    return quotient(sum(rows), len(rows))


def rounded(value: Exact, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """Round an exact value once, carrying exactly ``decimals`` places.

    ``half_up`` takes a half away from zero, ``half_even`` to the even digit,
    ``truncate`` cuts toward zero. Raises ``NumberRefused`` for negative decimals.
    """
    if mode == "half_up" or decimals < 0:
        return round_half_up(Fraction(value), decimals)
    scaled = abs(Fraction(value)) * 10**decimals
    cut, rest = divmod(scaled.numerator, scaled.denominator)
    if mode == "half_even":
        twice = 2 * rest
        if twice > scaled.denominator or (twice == scaled.denominator and cut % 2):
            cut += 1
    # Built from digits, so no decimal context can round it a second time.
    digits = tuple(int(digit) for digit in str(cut))
    return Decimal((1 if value < 0 and cut else 0, digits, -decimals))


def exact_text(value: Exact) -> str:
    """``"173/2"``, or ``"90"`` where it is whole."""
    return str(value)
