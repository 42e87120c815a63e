"""Measured values to points: each formula by hand."""

from fractions import Fraction

import pytest

from judging.tally.measure.formulas import (
    MeasureRefused,
    linear,
    lowest_price,
    share_of_best,
)


def test_share_of_best() -> None:
    # 40 x 300/300, 40 x 200/300 = 80/3, 0
    assert share_of_best({"a": 200, "b": 300, "c": 0}, most=40) == {
        "a": Fraction(80, 3),
        "b": 40,
        "c": 0,
    }
    # time: 40 x 30/60, 40 x 30/30
    assert share_of_best({"a": 60, "b": 30}, most=40, better="less") == {"a": 20, "b": 40}
    assert share_of_best({}, most=40) == {}


@pytest.mark.parametrize(
    ("values", "better"), [({"a": 0}, "more"), ({"a": 0, "b": 1}, "less"), ({"a": -1}, "more")]
)
def test_no_share_of_nothing(values: dict[str, int], better: str) -> None:
    with pytest.raises(MeasureRefused, match="measure_not_positive"):
        share_of_best(values, most=10, better=better)  # type: ignore[arg-type]


def test_lowest_price_among_the_valid() -> None:
    # 50 is below the floor of 80: the base is 90; 30 x 90/100 = 27
    prices = {"a": 90, "b": 100, "low": 50}
    assert lowest_price(prices, most=30, valid_from=80) == {"a": 30, "b": 27, "low": 0}
    assert lowest_price({"low": 50}, most=30, valid_from=80) == {"low": 0}
    with pytest.raises(MeasureRefused, match="measure_not_positive"):
        lowest_price({"a": 0}, most=30)


def test_linear() -> None:
    # 10 s full, 30 s nothing, 15 s three quarters
    points = [linear(value, at_zero=30, at_full=10, most=20) for value in (5, 10, 15, 30, 99)]
    assert points == [20, 20, 15, 0, 0]
    with pytest.raises(MeasureRefused, match="measure_range_empty"):
        linear(1, at_zero=1, at_full=1, most=1)
