"""How many go on."""

from fractions import Fraction

from judging.tally.outcome.quotas import proportional, ratio


def test_ratios_at_most_and_not_less_than() -> None:
    # Zhanjiang: at most 75 % of 60 and of 12 are 45 and 9
    assert [ratio(n, percent=75, rounding="floor") for n in (60, 12, 13)] == [45, 9, 9]
    assert [ratio(n, percent=75, rounding="ceil") for n in (60, 13)] == [45, 10]
    assert ratio(10, percent=Fraction(100, 3), rounding="floor") == 3


def test_places_by_registrations() -> None:
    # 10 places for 510, 257, 357: 4.537.., 2.286.., 3.176..: floors 4 2 3, the last to the first
    sizes = {"it": 510, "bio": 257, "smart": 357}
    assert proportional(sizes, places=10) == {"bio": 2, "it": 5, "smart": 3}
    assert proportional({"a": 1, "b": 1}, places=1) == {"a": 1, "b": 0}
    assert proportional({"a": 1, "b": 0}, places=5) == {"a": 1, "b": 0}
