"""Points to give away, yes or no, naming one, lists."""

from fractions import Fraction

import pytest

from judging.tally.combine.ballots import named, points, top_k, yes_no
from judging.tally.combine.figure import CombineRefused


def test_points_are_summed_within_the_purse() -> None:
    ballots = {"1": {"a": 6, "b": 4}, "2": {"b": 7, "c": 3}, "3": {"a": 10}}
    assert points(ballots, each=10) == {"a": 16, "b": 11, "c": 3}


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        ({"a": 6, "b": 5}, "ballot_overspent"),
        ({"a": 6}, "ballot_unspent"),
        ({"a": 8, "b": 2}, "ballot_too_much"),
        ({"a": 11, "b": -1}, "ballot_negative"),
    ],
)
def test_a_false_ballot_is_refused(ballot: dict[str, int], code: str) -> None:
    with pytest.raises(CombineRefused, match=code):
        points({"1": ballot}, each=10, most=7, all_given=True)


def test_abstaining_counts_where_the_rule_counts_those_present() -> None:
    count = yes_no([True, True, True, False, None])
    assert (count.yes, count.no, count.present) == (3, 1, 5)
    # 3 of 5 present is 60 %, 3 of 4 cast 75 %
    assert not count.passes(share=Fraction(2, 3))
    assert count.passes(share=Fraction(2, 3), of_present=False)
    assert count.passes(share=Fraction(3, 5))
    assert not count.passes(share=Fraction(3, 5), strict=True)
    assert not yes_no([]).passes(share=0)


def test_naming_one() -> None:
    assert named({"1": "b", "2": "a", "3": "b"}) == {"a": 1, "b": 2}


def test_lists_are_worth_their_places() -> None:
    # 3, 2, 1 points: a 3+2, b 2+3, c 1
    assert top_k({"1": ("a", "b", "c"), "2": ("b", "a")}, (3, 2, 1)) == {"a": 5, "b": 5, "c": 1}
    with pytest.raises(CombineRefused, match="ballot_too_long"):
        top_k({"1": ("a", "b")}, (1,))
    with pytest.raises(CombineRefused, match="ballot_doubled"):
        top_k({"1": ("a", "a")}, (2, 1))
