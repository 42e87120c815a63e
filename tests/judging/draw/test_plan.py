"""A draw over rooms: repeatable by anyone, balanced, and no place is chosen by hand."""

import hashlib
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from judging.draw.draw import DrawRefused, commitment
from judging.draw.plan import (
    lot_hash,
    lots,
    plan_hash,
    plan_made,
    plan_read,
    plan_verify,
    rooms_drawn,
)

SEED = bytes(range(32))
SEEDS = st.binary(min_size=32, max_size=32)
ENTRIES = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=3),
    st.sets(st.sampled_from(["A", "B", "C"]), min_size=1),
    max_size=20,
)


def two(count: int = 5, fixed: int = 0):
    """A plan of two rooms; the first `fixed` entries belong to room A."""
    rooms = {f"E{n:02d}": ["A"] if n <= fixed else ["A", "B"] for n in range(1, count + 1)}
    return plan_made(["A", "B"], rooms)


@given(SEEDS, ENTRIES)
def test_each_entry_is_heard_once_where_it_may_be(seed, allowed) -> None:
    plan = plan_made(["A", "B", "C"], allowed)
    drawn = rooms_drawn(seed, plan)
    assert sorted(entry for order in drawn.values() for entry in order) == sorted(allowed)
    assert all(room in allowed[entry] for room, order in drawn.items() for entry in order)
    assert plan_read(plan.document()) == plan
    assert plan_verify(committed=commitment(seed), seed=seed, plan=plan, drawn=drawn)


@given(SEEDS, st.integers(2, 30), st.integers(0, 5))
def test_rooms_are_balanced_in_number(seed, count, fixed) -> None:
    sizes = [len(order) for order in rooms_drawn(seed, two(count, min(fixed, count // 2))).values()]
    assert abs(sizes[0] - sizes[1]) <= 1


def test_the_order_of_input_changes_nothing() -> None:
    turned = plan_made(["A", "B"], {f"E{n:02d}": {"B", "A"} for n in (3, 1, 5, 2, 4)})
    assert turned == two()
    assert plan_hash(turned) == plan_hash(two()) != plan_hash(two(fixed=1))


def test_who_is_where_is_about_equally_likely() -> None:
    seen: Counter[tuple[str, int, str]] = Counter()
    for number in range(2_000):
        seed = hashlib.sha256(number.to_bytes(4, "big")).digest()
        for room, order in rooms_drawn(seed, two(4)).items():
            seen.update((room, place, entry) for place, entry in enumerate(order))
    # Four entries in four places: 500 each. Chi-square with 9 degrees: 27.9 once in a thousand.
    assert sum((count - 500) ** 2 / 500 for count in seen.values()) < 27.9
    assert len(seen) == 16


def test_pots_hold_each_place_of_the_draw_once() -> None:
    plan = two(6, fixed=2)
    drawn, pots = rooms_drawn(SEED, plan), lots(SEED, plan)
    places = {(room, place) for room, order in drawn.items() for place in range(1, len(order) + 1)}
    assert {(lot.room, lot.position) for lot in pots} == places
    assert len(pots) == len(places)
    for index, share in enumerate(plan.shares):
        own = [lot for lot in pots if lot.share == index]
        assert [lot.turn for lot in own] == list(range(1, len(share.entries) + 1))
        assert {lot.room for lot in own} <= set(share.rooms)


def test_a_lot_is_bound_by_what_was_public_of_it() -> None:
    lot = lots(SEED, two())[0]
    facts: dict[str, Any] = {
        "share": lot.share,
        "turn": lot.turn,
        "room": lot.room,
        "position": lot.position,
    }
    assert lot_hash(lot.key, **facts) == lot.hash
    for change in ({"position": lot.position + 1}, {"turn": 9}, {"share": 1}, {"room": "C"}):
        assert lot_hash(lot.key, **{**facts, **change}) != lot.hash


@pytest.mark.parametrize(
    ("allowed", "code"),
    [({"E1": []}, "draw_room_missing"), ({"E1": ["Z"]}, "draw_room_unknown")],
)
def test_what_cannot_be_drawn(allowed, code) -> None:
    with pytest.raises(DrawRefused) as refused:
        plan_made(["A"], allowed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "change",
    [
        {"rooms": ["B", "A"]},
        {"shares": [{"rooms": ["C"], "entries": ["E01"]}]},
        {"shares": [{"rooms": ["A", "B"], "entries": ["E02", "E01"]}]},
        {"rooms": 3},
        {"more": 1},
    ],
)
def test_a_plan_that_nobody_made(change) -> None:
    plan = plan_made(["A", "B"], {"E01": ["A", "B"], "E02": ["A", "B"]})
    with pytest.raises(DrawRefused) as refused:
        plan_read({**plan.document(), **change})
    assert refused.value.code == "draw_plan_malformed"
