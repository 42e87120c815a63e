"""Scaling to the best, penalties on either side of it, earlier rounds, lines."""

from fractions import Fraction

from judging.tally.measure.carry import blended, carried, reaches
from judging.tally.measure.scaling import Penalty, reduced, scaled, to_best


def test_the_best_of_a_group_becomes_the_top() -> None:
    assert to_best({"a": 80, "b": 60, "c": 0}, top=100) == {"a": 100, "b": 75, "c": 0}
    assert to_best({"a": 0, "b": 0}, top=100) == {"a": 0, "b": 0}
    assert to_best({}, top=100) == {}


def test_a_penalty_before_scaling_changes_the_best() -> None:
    figures, penalties = {"a": 80, "b": 60}, {"a": [Penalty("late", 10, 2)]}
    # before: a 60, b 60 -> both 100; after: a 100-20, b 75
    assert scaled(figures, penalties, top=100, when="before") == {"a": 100, "b": 100}
    assert scaled(figures, penalties, top=100, when="after") == {"a": 80, "b": 75}


def test_a_figure_stops_at_its_least() -> None:
    assert reduced(5, [Penalty("late", 10)]) == 0
    assert reduced(5, [Penalty("late", 10)], least=None) == -5
    assert reduced(5, [Penalty("late", 10)], least=1) == 1


def test_components_and_earlier_rounds() -> None:
    half = Fraction(1, 2)
    assert blended({"plan": 82, "defence": 91}, {"plan": half, "defence": half}) == Fraction(173, 2)
    # 30 % of 80 and 70 % of 90
    assert carried(90, 80, percent=30) == 87
    assert carried(90, 80, percent=0) == 90


def test_a_line_is_at_least_or_above() -> None:
    assert (reaches(70, 70, strict=False), reaches(70, 70, strict=True)) == (True, False)
