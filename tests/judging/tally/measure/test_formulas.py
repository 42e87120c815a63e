"""Measured values to points: each formula by hand."""

from fractions import Fraction

import pytest

from judging.tally.measure.formulas import (
    MeasureRefused,
    Step,
    bands,
    below_target,
    falling_bands,
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


STAFF = [Step(30, 20), Step(25, 16), Step(20, 12), Step(15, 8), Step(10, 4), Step(None, 0)]


@pytest.mark.parametrize(
    ("value", "points"),
    [(30, 20), (Fraction(2999, 100), 16), (25, 16), (10, 4), (Fraction(999, 100), 0), (-1, 0)],
)
def test_bands_of_research_staff(value: Fraction, points: int) -> None:
    assert bands(value, STAFF) == points


def test_a_band_with_a_slope() -> None:
    # output in 亿元: 3 and more 5 points; from 1 on 1 point and 1 more per full 1; else 0.5
    steps = [Step(3, 5), Step(1, 1, per=1, slope=1, most=5), Step(None, Fraction(1, 2))]
    values = (4, 3, Fraction(5, 2), 2, 1, Fraction(1, 2))
    assert [bands(value, steps) for value in values] == [5, 5, 2, 2, 1, Fraction(1, 2)]


def test_strictly_above() -> None:
    assert [bands(value, [Step(0, 5, strict=True), Step(None, 0)]) for value in (0, 1)] == [0, 5]
    with pytest.raises(MeasureRefused, match="measure_below_bands"):
        bands(1, [Step(2, 5)])


def test_falling_bands_of_debt() -> None:
    steps = [Step(55, 10), Step(75, 5), Step(None, 0)]
    assert [falling_bands(value, steps) for value in (40, 55, 56, 75, 76)] == [10, 10, 5, 5, 0]


def test_below_target() -> None:
    # output per mu: 400 is 5 points, 0.1 less per full 10 below, at least 1
    tenth = Fraction(1, 10)
    found = [
        below_target(value, target=400, most=5, per=10, loss=tenth, least=1)
        for value in (500, 400, 395, 390, 300, 0)
    ]
    assert found == [5, 5, 5, Fraction(49, 10), 4, 1]
    with pytest.raises(MeasureRefused, match="measure_range_empty"):
        below_target(1, target=2, most=1, per=0, loss=1, least=0)
