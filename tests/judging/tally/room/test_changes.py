"""Which marks of a cell stood for a while."""

from datetime import UTC, datetime, timedelta

from judging.tally.room.changes import Typed, changes_of

T0 = datetime(2026, 11, 25, 8, tzinfo=UTC)
TEN = timedelta(seconds=10)


def told(*typed):
    """From (second, value) to the changes as (before, after, second)."""
    cell = [
        Typed(value, T0 + timedelta(seconds=s), T0 + timedelta(seconds=s)) for s, value in typed
    ]
    found = changes_of(cell, within=TEN)
    return [(each.before, each.after, (each.at - T0).total_seconds()) for each in found]


def test_digits_of_one_number_are_one_mark():
    assert told((0, 800), (1, 8800), (2, 8800)) == []


def test_a_later_mark_takes_the_place_of_the_earlier():
    # 88.0 at first; after forty minutes 9, 90 and 90.5 are typed.
    assert told((0, 800), (1, 8800), (2400, 900), (2401, 9000), (2402, 9050)) == [
        (8800, 9050, 2402)
    ]


def test_what_ends_as_it_was_is_no_change():
    assert told((0, 8800), (60, 8900), (61, 8800)) == []


def test_a_cleared_mark_and_a_new_one():
    assert told((0, None), (60, 8800), (120, None), (180, 9000)) == [
        (8800, None, 120),
        (None, 9000, 180),
    ]


def test_the_device_says_how_far_apart_and_the_server_when():
    """Marks that were typed off line arrive together and are still two."""
    arrived = T0 + timedelta(hours=1)
    cell = [Typed(8800, T0, arrived), Typed(9050, T0 + timedelta(minutes=40), arrived)]
    [change] = changes_of(cell, within=TEN)
    assert (change.before, change.after, change.at) == (8800, 9050, arrived)
