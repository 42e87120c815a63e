"""Exact figures and the one rounding, in all three ways."""

from fractions import Fraction

import pytest

from core.numbers import NumberRefused
from judging.tally.exact import exact_text, mean_of, quotient, rounded


@pytest.mark.parametrize(
    ("value", "decimals", "up", "even", "cut"),
    [
        (Fraction(275, 3), 2, "91.67", "91.67", "91.66"),  # 91.666…
        (Fraction(5, 2), 0, "3", "2", "2"),  # the half itself
        (Fraction(7, 2), 0, "4", "4", "3"),
        (Fraction(91245, 1000), 2, "91.25", "91.24", "91.24"),
        (Fraction(-5, 2), 0, "-3", "-2", "-2"),
        (88, 2, "88.00", "88.00", "88.00"),
        (Fraction(-1, 1000), 2, "0.00", "0.00", "0.00"),  # never a minus before zero
    ],
)
def test_rounding(value: Fraction, decimals: int, up: str, even: str, cut: str) -> None:
    assert str(rounded(value, decimals)) == up
    assert str(rounded(value, decimals, "half_even")) == even
    assert str(rounded(value, decimals, "truncate")) == cut


def test_no_negative_decimals() -> None:
    with pytest.raises(NumberRefused):
        rounded(Fraction(1, 3), -1, "truncate")


def test_whole_figures_stay_ints_and_others_stay_exact() -> None:
    assert (quotient(9, 3), type(quotient(9, 3))) == (3, int)
    assert quotient(1, 3) == Fraction(1, 3)
    assert (quotient(Fraction(3, 2), Fraction(1, 2)), exact_text(Fraction(6, 4))) == (3, "3/2")
    assert (mean_of([1, 2]), exact_text(mean_of([1, 3]))) == (Fraction(3, 2), "2")
    with pytest.raises(ZeroDivisionError):
        quotient(1, 0)
