"""Grades and their borders; vetoes."""

from fractions import Fraction

import pytest

from judging.tally.rubric.grades import Grade, grade_figure, grade_of, veto_share, vetoed
from judging.tally.rubric.node import SheetRefused

GRADES = [
    Grade("A", 80, 100, 90),
    Grade("B", 60, 80, 70),
    Grade("C", 40, 60, 50),
    Grade("D", 0, 40, 20),
]


def test_a_letter_counts_as_its_figure() -> None:
    assert [grade_figure(GRADES, letter, criterion="topic") for letter in "AD"] == [90, 20]
    with pytest.raises(SheetRefused, match="grade_unknown"):
        grade_figure(GRADES, "E", criterion="topic")


def test_a_shared_border_belongs_to_the_better_grade() -> None:
    assert [grade_of(GRADES, figure) for figure in (100, 80, 79, 60, 40, 0)] == list("AABBCD")
    assert grade_of(GRADES, 101) == ""


def test_one_veto_or_a_share_of_them() -> None:
    votes = {"1": True, "2": False, "3": False}
    assert vetoed(votes, needed=1)
    assert not vetoed(votes, needed=2)
    assert veto_share(votes, share=Fraction(1, 3))
    assert not veto_share(votes, share=Fraction(1, 2))
