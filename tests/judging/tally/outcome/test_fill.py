"""Filling places: limits inside limits, ties at the line, and nobody better left out."""

from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.tally.outcome.fill import fill
from judging.tally.outcome.quotas import Cap
from judging.tally.places.ladder import Place


def places(order: Sequence[str], *, at_line: str = "all", waits: bool = False) -> list[Place]:
    """One place for each word; more letters are a shared place."""
    return [Place(tuple(each), at_line=at_line, waits=waits) for each in order]


def test_nested_limits_are_filled_down_the_order() -> None:
    school = Cap("school", frozenset("abc"), 1)
    province = Cap("province", frozenset("abcd"), 2)
    found = fill(places("abcdef"), quota=3, caps=[school, province])
    assert found.taken == ["a", "d", "e"]
    assert found.blocked == {"b": "school", "c": "school", "f": "places"}


@given(
    st.permutations("abcdef"),
    st.integers(0, 6),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_nobody_better_could_have_gone(order: list[str], quota: int, room: list[int]) -> None:
    groups = ["ab", "cd", "abcd", "ef"]
    caps = [Cap(name, frozenset(name), count) for name, count in zip(groups, room, strict=True)]
    taken = fill(places(order), quota=quota, caps=caps).taken

    def lawful(chosen: Sequence[str]) -> bool:
        inside = all(len(cap.members & set(chosen)) <= cap.places for cap in caps)
        return inside and len(chosen) <= quota

    every = [
        tuple(sorted(order.index(each) for each in chosen))
        for size in range(quota + 1)
        for chosen in combinations(order, size)
        if lawful(chosen)
    ]
    longest = max(len(each) for each in every)
    best = min(each for each in every if len(each) == longest)
    assert tuple(order.index(each) for each in taken) == best


@pytest.mark.parametrize(
    ("at_line", "waits", "taken", "over", "undecided"),
    [
        ("all", False, ["a", "b", "c"], ["b", "c"], []),
        ("none", False, ["a"], [], []),
        ("", True, ["a"], [], ["b", "c"]),
    ],
)
def test_a_tie_at_the_line(
    at_line: str, waits: bool, taken: list[str], over: list[str], undecided: list[str]
) -> None:
    rows = [*places(["a"]), *places(["bc"], at_line=at_line, waits=waits), *places(["d"])]
    found = fill(rows, quota=2, caps=())
    assert (found.taken, found.over, found.undecided) == (taken, over, undecided)
    # what waits or stays behind closes the list behind it
    why = {"all": "places", "none": "tie_at_line", "": "undecided"}[at_line]
    assert found.blocked["d"] == why


def test_a_tie_that_fits_needs_no_rule() -> None:
    found = fill(places(["ab", "c"], waits=True), quota=2, caps=())
    assert (found.taken, found.undecided) == (["a", "b"], [])


def test_a_tie_at_a_groups_limit_counts_as_one_at_the_line() -> None:
    cap = Cap("school", frozenset("ab"), 1)
    found = fill(places(["ab", "c"], at_line="none"), quota=None, caps=[cap])
    assert (found.taken, found.blocked["a"]) == ([], "tie_at_line")


def test_a_tie_beyond_one_groups_limit_is_no_tie_for_others() -> None:
    cap = Cap("school", frozenset("ab"), 1)
    found = fill(places(["ab", "c"]), quota=3, caps=[cap])
    assert (found.taken, found.over) == (["a", "b", "c"], ["a", "b"])
