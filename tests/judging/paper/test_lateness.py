"""How long marks waited on a device is told by its own clock, and never too long."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from judging.paper.lateness import Arrival, device_moment, lateness

START = datetime(2026, 11, 25, 9, tzinfo=UTC)
LEAST = timedelta(seconds=15)


def arrivals(waits, skew=0):
    """Marks a minute apart that waited so many seconds, on a clock that is wrong by `skew`."""
    typed = [START + timedelta(minutes=at) for at in range(len(waits))]
    return [
        Arrival(each + timedelta(seconds=skew), each + timedelta(seconds=wait))
        for each, wait in zip(typed, waits, strict=True)
    ]


def test_five_minutes_are_told_and_a_moment_is_not():
    found = lateness(arrivals([0, 300, 240, 1]), least=LEAST)
    assert (found.count, found.longest) == (2, timedelta(seconds=300))


def test_without_a_mark_there_is_nothing_to_tell():
    assert lateness([], least=LEAST).count == 0


@given(
    st.lists(st.integers(0, 900), min_size=1, max_size=20),
    st.integers(-86_400, 86_400),
)
def test_a_wrong_clock_makes_no_wait_longer(waits, skew):
    found = lateness(arrivals(waits, skew), least=LEAST)
    assert found == lateness(arrivals(waits), least=LEAST)
    assert found.longest <= timedelta(seconds=max(waits))


def test_a_device_may_say_anything():
    assert device_moment("2026-11-25T09:00:00Z") == START
    assert device_moment("2026-11-25T09:00:00") is None
    assert device_moment("soon") is None
