"""Scaling to the best of a group."""

from judging.tally.measure.scaling import to_best


def test_the_best_of_a_group_becomes_the_top() -> None:
    assert to_best({"a": 80, "b": 60, "c": 0}, top=100) == {"a": 100, "b": 75, "c": 0}
    assert to_best({"a": 0, "b": 0}, top=100) == {"a": 0, "b": 0}
    assert to_best({}, top=100) == {}
