"""Mean, trimmed and median against the published vectors."""

from fractions import Fraction

import pytest

from judging.tally.combine.figure import CombineRefused, Figure
from judging.tally.combine.mean import mean, median, trimmed
from judging.tally.exact import Exact


def figures(*values: Exact) -> list[Figure]:
    return [Figure(str(seat), value) for seat, value in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("values", "high", "low", "value"),
    [
        # Hainan and Shenzhen: one high and one low of five.
        ((90, 92, 88, 95, 85), ("4",), ("5",), 90),
        ((Fraction(183, 2), 92, 91, 90, 93), ("5",), ("4",), Fraction(183, 2)),
        # A recusal leaves four: no trim, (90+92+88+95)/4.
        ((90, 92, 88, 95), (), (), Fraction(365, 4)),
        # Equal extremes drop one each, the later seats: (88+88+95)/3.
        ((88, 88, 88, 95, 95), ("5",), ("3",), Fraction(271, 3)),
    ],
)
def test_trimmed(values: tuple[Exact, ...], high: object, low: object, value: Exact) -> None:
    found = trimmed(figures(*values), high=1, low=1, minimum=5)
    assert (found.dropped_high, found.dropped_low, found.value) == (high, low, value)
    assert found.note == ("" if high else "too_few_to_trim")


def test_one_side_only() -> None:
    found = trimmed(figures(90, 92, 88, 95, 85), high=0, low=1, minimum=3)
    assert (found.dropped_high, found.dropped_low, found.value) == ((), ("5",), Fraction(365, 4))


def test_trimming_needs_its_minimum() -> None:
    with pytest.raises(CombineRefused, match="too_few_to_trim"):
        trimmed(figures(1, 2, 3), high=1, low=1, minimum=5, below="refuse")


@pytest.mark.parametrize(
    ("values", "counted", "value"),
    [
        ((70, 90, 80), ("3",), 80),
        ((70, 90, 80, 60), ("1", "3"), 75),
        ((70,), ("1",), 70),
        ((80, 80, 80), ("2",), 80),
    ],
)
def test_median(values: tuple[Exact, ...], counted: tuple[str, ...], value: Exact) -> None:
    found = median(figures(*values))
    assert (found.counted, found.value) == (counted, value)
    gone = {*found.dropped_high, *found.dropped_low}
    assert gone.isdisjoint(counted)
    assert len(gone) + len(counted) == len(values)


def test_weights_recompute_the_figure() -> None:
    rows = figures(90, 92, 88, 95, 85)
    for found in (mean(rows), trimmed(rows, high=1, low=1, minimum=5), median(rows)):
        values = {row.judge: row.value for row in rows}
        again = sum(values[judge] * share for judge, share in found.weights.items())
        assert again == found.value


@pytest.mark.parametrize("rule", [mean, median])
def test_nothing_and_one_judge_twice_are_refused(rule: object) -> None:
    assert callable(rule)
    with pytest.raises(CombineRefused, match="nothing_to_combine"):
        rule([])
    with pytest.raises(CombineRefused, match="judge_doubled"):
        rule([Figure("1", 2), Figure("1", 3)])
