"""How many go on, and limits inside limits."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.tally.outcome.quotas import Cap, QuotaRefused, choose, proportional, ratio


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


def test_nested_limits_are_filled_down_the_order() -> None:
    school = Cap("school", frozenset("abc"), 1)
    province = Cap("province", frozenset("abcd"), 2)
    found = choose("abcdef", places=3, caps=[school, province])
    assert found.taken == ("a", "d", "e")
    assert found.blocked == {"b": "school", "c": "school", "f": "places"}


def test_crossing_limits_are_refused() -> None:
    caps = [Cap("school", frozenset("ab"), 1), Cap("track", frozenset("bc"), 1)]
    with pytest.raises(QuotaRefused) as refused:
        choose("abc", places=2, caps=caps)
    assert (refused.value.code, refused.value.first, refused.value.second) == (
        "quotas_cross",
        "school",
        "track",
    )


@given(
    st.permutations("abcdef"),
    st.integers(0, 6),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_nobody_better_could_have_gone(order: list[str], places: int, room: list[int]) -> None:
    groups = ["ab", "cd", "abcd", "ef"]
    caps = [Cap(name, frozenset(name), count) for name, count in zip(groups, room, strict=True)]
    taken = choose(order, places=places, caps=caps).taken

    def lawful(chosen: Sequence[str]) -> bool:
        inside = all(len(cap.members & set(chosen)) <= cap.places for cap in caps)
        return inside and len(chosen) <= places

    every = [
        tuple(sorted(order.index(each) for each in chosen))
        for size in range(places + 1)
        for chosen in combinations(order, size)
        if lawful(chosen)
    ]
    longest = max(len(each) for each in every)
    best = min(each for each in every if len(each) == longest)
    assert tuple(order.index(each) for each in taken) == best
