"""Exact figures: an int where it is whole, else a fraction; never a float."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from core.numbers import NumberRefused

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


def units(value: Exact, decimals: int, mode: Rounding = "half_up", *, per: int = 1) -> int:
    """The value divided by ``per``, rounded once, in units of its last decimal.

    ``half_up`` takes a half away from zero, ``half_even`` to the even digit,
    ``truncate`` cuts toward zero. Raises ``NumberRefused`` for negative decimals.
    """
    if decimals < 0:
        raise NumberRefused("decimals_negative")
    top = int(abs(value.numerator) * 10**decimals)
    bottom = int(value.denominator * per)
    cut, rest = divmod(top, bottom)
    twice = 2 * rest
    if mode == "half_up":
        cut += twice >= bottom
    elif mode == "half_even":
        cut += twice > bottom or (twice == bottom and cut % 2 == 1)
    return -cut if value < 0 else cut


def decimal_of(count: int, decimals: int) -> Decimal:
    """So many units of the last decimal as a number that carries exactly these decimals."""
    # Built from digits, so no decimal context can round it a second time.
    digits = tuple(int(digit) for digit in str(abs(count)))
    return Decimal((1 if count < 0 else 0, digits, -decimals))


def rounded(value: Exact, decimals: int, mode: Rounding = "half_up") -> Decimal:
    """Round an exact value once, carrying exactly ``decimals`` places."""
    return decimal_of(units(value, decimals, mode), decimals)


def exact_text(value: Exact) -> str:
    """``"173/2"``, or ``"90"`` where it is whole."""
    return str(value)
