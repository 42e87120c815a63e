"""A room's order falls into sessions: every team in exactly one, in order, none of them empty."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from judging.stage.sessions import Place, session_at, session_ends, sessions_of


def pause(after: int, *, ends: bool = True, skipped: bool = False) -> dict[str, object]:
    made = {"id": "b", "after": after, "minutes": 60, "words": {}, "skipped": skipped}
    return {**made, "ends_session": True} if ends else made


def order(count: int, *put_off: int) -> list[Place]:
    return [Place(100 + n, n, n in put_off) for n in range(1, count + 1)]


def parts(count: int, *breaks: dict[str, object], put_off: tuple[int, ...] = ()):
    found = sessions_of(order(count, *put_off), breaks)
    return [[slot - 100 for slot in session] for session in found]


def test_lunch_parts_the_day_and_a_coffee_break_does_not():
    assert parts(5) == [[1, 2, 3, 4, 5]]
    assert parts(5, pause(2, ends=False), pause(3)) == [[1, 2, 3], [4, 5]]
    assert parts(5, pause(4), pause(1)) == [[1], [2, 3, 4], [5]]


def test_what_is_skipped_or_stands_at_an_end_ends_nothing():
    assert parts(3, pause(1, skipped=True)) == [[1, 2, 3]]
    assert parts(3, pause(0), pause(3)) == [[1, 2, 3]]
    assert parts(0, pause(0)) == []


def test_who_was_put_off_past_its_session_is_signed_with_the_last():
    assert parts(5, pause(2), pause(4), put_off=(1,)) == [[2], [3, 4], [1, 5]]
    assert parts(3, put_off=(1,)) == [[1, 2, 3]]


breaks = st.lists(
    st.builds(pause, st.integers(0, 12), ends=st.booleans(), skipped=st.booleans()),
    max_size=6,
)
places = st.lists(
    st.builds(Place, st.integers(1, 99), st.integers(1, 12), st.booleans()),
    max_size=12,
    unique_by=(lambda place: place.slot, lambda place: place.position),
)


@given(places, breaks)
def test_the_sessions_are_a_partition_in_order(rows, pauses):
    found = sessions_of(rows, pauses)
    assert all(found)
    told = [slot for session in found for slot in session]
    assert sorted(told) == sorted(row.slot for row in rows)
    by_slot = {row.slot: row for row in rows}
    for session in found:
        places_ = [by_slot[slot].position for slot in session]
        assert places_ == sorted(places_)
    ends = session_ends(pauses)
    plain = [[s for s in session if not by_slot[s].put_off] for session in found]
    plain = [session for session in plain if session]
    for earlier, later in pairwise(plain):
        low, high = by_slot[earlier[-1]].position, by_slot[later[0]].position
        assert any(low <= end < high for end in ends)
    off = {s for s in by_slot if by_slot[s].put_off}
    assert not off or off <= set(found[-1])
    for row in rows:
        at = session_at(row.position, put_off=row.put_off, ends=ends)
        same = {
            each.slot
            for each in rows
            if session_at(each.position, put_off=each.put_off, ends=ends) == at
        }
        assert next(set(session) for session in found if row.slot in session) == same
