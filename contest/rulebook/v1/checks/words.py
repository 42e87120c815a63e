"""Numbers as people write them, for sentences."""

from fractions import Fraction

from core.numbers import HUNDREDTHS


def points_text(points: Fraction) -> str:
    """Points as people write them: 12.5, or 1/3 where decimals do not end."""
    if points.denominator == 1:
        return str(points.numerator)
    decimal = points * 10_000
    if decimal.denominator != 1:
        return str(points)
    return f"{decimal.numerator // 10_000}.{decimal.numerator % 10_000:04d}".rstrip("0")


def mark_words(hundredths: int) -> str:
    """A mark as people write it."""
    return points_text(Fraction(hundredths, HUNDREDTHS))
