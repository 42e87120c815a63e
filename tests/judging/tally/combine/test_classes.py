"""Classes of judges with weights, and the public beside the panel."""

from fractions import Fraction

import pytest

from judging.tally.combine.classes import weighted_classes
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
