"""Classes of judges with weights, and the public beside the panel."""

from fractions import Fraction

import pytest

from judging.tally.combine.classes import public_as_juror, public_with_cap, weighted_classes
from judging.tally.combine.figure import CombineRefused, Figure
from judging.tally.combine.mean import mean

PANEL = [
    Figure("1", 80, "expert"),
    Figure("2", 90, "expert"),
    Figure("3", 60, "investor"),
    Figure("4", 70, "investor"),
    Figure("5", 80, "investor"),
]
WEIGHTS = {"expert": Fraction(6, 10), "investor": Fraction(4, 10)}


def test_each_class_weighs_what_the_rule_says() -> None:
    # experts 85, investors 70: 0.6 x 85 + 0.4 x 70 = 79
    found = weighted_classes(PANEL, weights=WEIGHTS, inner=mean)
    assert (found.value, found.counted) == (79, ("1", "2", "3", "4", "5"))
    assert found.weights["1"] == Fraction(3, 10)
    assert sum(found.weights.values()) == 1


def test_a_class_without_a_sheet_hands_its_weight_on_or_refuses() -> None:
    experts = PANEL[:2]
    found = weighted_classes(experts, weights=WEIGHTS, inner=mean)
    assert (found.value, found.note) == (85, "class_missing")
    with pytest.raises(CombineRefused, match="class_missing"):
        weighted_classes(experts, weights=WEIGHTS, inner=mean, missing="refuse")


def test_a_judge_of_no_class_is_refused() -> None:
    with pytest.raises(CombineRefused, match="class_unknown"):
        weighted_classes([Figure("9", 1, "guest")], weights=WEIGHTS, inner=mean)
    with pytest.raises(CombineRefused, match="nothing_to_combine"):
        weighted_classes([], weights=WEIGHTS, inner=mean)


def test_the_public_as_one_juror() -> None:
    # 80, 90 and the public's (60+100)/2 = 80: mean 250/3
    rows = public_as_juror(PANEL[:2], [Figure("a", 60), Figure("b", 100)])
    assert mean(rows).value == Fraction(250, 3)
    assert public_as_juror(PANEL[:2], []) == PANEL[:2]


def test_the_public_with_a_cap() -> None:
    # a tenth of 80 would be 8; the cap holds it at 5
    assert public_with_cap(85, 80, share=Fraction(1, 10), cap=5) == 90
    assert public_with_cap(85, 40, share=Fraction(1, 10), cap=5) == 89
    assert public_with_cap(85, 80, share=Fraction(1, 10), cap=None) == 93
