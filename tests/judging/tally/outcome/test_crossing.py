"""Crossing limits: by hand, against every possible list, and whatever the names are."""

from collections.abc import Sequence
from itertools import combinations
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from judging.tally.outcome import crossing
from judging.tally.outcome.crossing import Unsolved, fill_crossing, most_of
from judging.tally.outcome.fill import fill
from judging.tally.outcome.filled import PassedOver
from judging.tally.outcome.quotas import Cap, caps_cross
from judging.tally.places.ladder import Place


def places(order: Sequence[str], *, at_line: str = "all", waits: bool = False) -> list[Place]:
    """One place for each word; more letters are a shared place."""
    return [Place(tuple(each), at_line=at_line, waits=waits) for each in order]


def caps(**rooms: int) -> list[Cap]:
    """Limits named after their members."""
    return [Cap(name, frozenset(name), count) for name, count in rooms.items()]


TRACKS_AND_REGIONS = caps(abef=1, cd=2, ac=1, bd=1, ef=1)
"""Tracks abef and cd, regions ac, bd and ef."""


def test_who_would_leave_a_place_free_stays_behind() -> None:
    # With a (track abef, region ac) only d can go: 2. With b (abef, bd) only c: 2. With neither,
    # c, d and one of e and f (region ef): 3 of 3.
    found = fill(places("abcdef"), quota=3, caps=TRACKS_AND_REGIONS)
    assert caps_cross(TRACKS_AND_REGIONS)
    assert found.taken == ["c", "d", "e"]
    assert found.blocked == {"a": "crossing", "b": "crossing", "f": "abef"}
    assert found.crossed["a"] == PassedOver(("abef", "ac", "places"), 3, 2)
    assert found.crossed["b"] == PassedOver(("abef", "bd", "places"), 3, 2)


def test_the_first_goes_wherever_that_leaves_no_place_free() -> None:
    found = fill(places("abcdef"), quota=2, caps=TRACKS_AND_REGIONS)
    assert found.taken == ["a", "d"]
    assert found.blocked == {"b": "abef", "c": "ac", "e": "abef", "f": "abef"}
    assert found.crossed == {}


def best(order: Sequence[str], quota: int | None, limits: Sequence[Cap]) -> tuple[int, ...]:
    """The ranks of the longest list, and of the longest the best from the top, out of all lists."""

    def lawful(chosen: Sequence[str]) -> bool:
        inside = all(len(cap.members & set(chosen)) <= cap.places for cap in limits)
        return inside and (quota is None or len(chosen) <= quota)

    every = [
        tuple(order.index(each) for each in chosen)
        for size in range(len(order) + 1)
        for chosen in combinations(order, size)
        if lawful(chosen)
    ]
    longest = max(len(each) for each in every)
    return min(each for each in every if len(each) == longest)


LIMITS = st.lists(
    st.builds(
        lambda members, count: Cap("".join(sorted(members)), frozenset(members), count),
        st.sets(st.sampled_from("abcdefgh"), min_size=1),
        st.integers(0, 4),
    ),
    min_size=2,
    max_size=5,
    unique_by=lambda cap: cap.name,
)


@settings(max_examples=150, deadline=None)
@given(st.permutations("abcdefgh"), st.none() | st.integers(0, 8), LIMITS)
def test_it_is_the_best_of_all_lists(
    order: list[str], quota: int | None, limits: list[Cap]
) -> None:
    found = fill_crossing(places(order), quota=quota, caps=limits)
    assert tuple(order.index(each) for each in found.taken) == best(order, quota, limits)
    assert set(found.taken) | set(found.blocked) == set(order)
    most = len(found.taken)
    for entry, told in found.crossed.items():
        # Each says a limit of its own that is full, and how many could have gone with it.
        assert told.limits
        assert told.most == most > told.with_it
        assert all(entry in name or name == "places" for name in told.limits)


@settings(max_examples=100, deadline=None)
@given(
    st.permutations("abcdef"),
    st.none() | st.integers(0, 6),
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_nested_limits_come_out_as_without_a_solver(
    order: list[str], quota: int | None, room: list[int]
) -> None:
    names = ["ab", "cd", "abcd", "ef"]
    limits = [Cap(name, frozenset(name), count) for name, count in zip(names, room, strict=True)]
    assert not caps_cross(limits)
    solved = fill_crossing(places(order), quota=quota, caps=limits)
    walked = fill(places(order), quota=quota, caps=limits)
    assert (solved.taken, set(solved.blocked)) == (walked.taken, set(walked.blocked))


@settings(max_examples=60, deadline=None)
@given(st.permutations("abcdefgh"), LIMITS, st.randoms(use_true_random=False))
def test_the_order_of_limits_changes_nothing(
    order: list[str], limits: list[Cap], chance: Any
) -> None:
    shuffled = list(limits)
    chance.shuffle(shuffled)
    first = fill_crossing(places(order), quota=4, caps=limits)
    again = fill_crossing(places(order), quota=4, caps=shuffled)
    assert (first.taken, sorted(first.crossed)) == (again.taken, sorted(again.crossed))


@pytest.mark.parametrize(
    ("at_line", "waits", "taken", "over", "undecided", "closed"),
    [
        ("all", False, ["a", "b", "d"], ["a", "b"], [], "bd"),
        ("none", False, [], [], [], "tie_at_line"),
        ("", True, [], [], ["a", "b"], "undecided"),
    ],
)
def test_a_tie_that_cannot_go_whole(
    at_line: str, waits: bool, taken: list[str], over: list[str], undecided: list[str], closed: str
) -> None:
    rows = [
        Place(("a", "b"), at_line=at_line, waits=waits), Place(("c",)), Place(("d",)),
    ]  # fmt: skip
    found = fill(rows, quota=None, caps=caps(abc=1, ad=2, ce=1))
    assert (found.taken, found.over, found.undecided) == (taken, over, undecided)
    assert found.blocked["c"] == ("abc" if closed == "bd" else closed)


def test_a_tie_that_fits_needs_no_rule() -> None:
    found = fill(places(["ab", "c"], waits=True), quota=2, caps=caps(ac=1, bc=1))
    assert (found.taken, found.undecided, found.blocked) == (["a", "b"], [], {"c": "ac"})


def test_long_lists_are_quick_and_whole() -> None:
    """Two thousand entries in 30 tracks and 20 regions: few solves, as most entries are alike."""
    names = [f"e{at:04d}" for at in range(2000)]
    tracks = [Cap(f"t{at}", frozenset(names[at::30]), 7) for at in range(30)]
    regions = [
        Cap(
            f"r{at}",
            frozenset(names[number] for number in range(2000) if number // 7 % 20 == at),
            9,
        )
        for at in range(20)
    ]
    found = fill([Place((each,)) for each in names], quota=200, caps=[*tracks, *regions])
    assert len(found.taken) == 180
    assert all(len(cap.members & set(found.taken)) == 9 for cap in regions)


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 1, "x": None, "message": "time", "mip_dual_bound": 0.0},
        {"status": 0, "x": [2.0], "message": "", "mip_dual_bound": -2.0},
        {"status": 0, "x": [0.0], "message": "", "mip_dual_bound": -1.0},
    ],
)
def test_an_answer_that_is_none_is_not_believed(
    answer: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No answer, one beyond a limit, and one that is not the most."""
    monkeypatch.setattr("scipy.optimize.milp", lambda *_, **__: SimpleNamespace(**answer))
    with pytest.raises(Unsolved):
        most_of([[True]], [1], [0], [1])


def test_nothing_to_choose_from() -> None:
    assert most_of([], [], [], []) == []
    assert crossing.fill_crossing([], quota=3, caps=()).taken == []
