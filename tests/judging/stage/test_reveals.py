"""When a score may be opened: each of the rulebook's four words, and whose comes next."""

from datetime import UTC, datetime, timedelta

import pytest

from judging.stage.reveals import Called, reveal_due, reveal_refusal

T0 = datetime(2026, 11, 25, 1, tzinfo=UTC)


def turns(*states):
    """One after the other; who waits was not called yet."""
    return [
        Called(f"s{n}", state, None if state == "waiting" else T0 + timedelta(minutes=15 * n))
        for n, state in enumerate(states, 1)
    ]


def why(mode, *states, unfinished=True):
    found = turns(*states)
    due = reveal_due(found)
    assert due is not None
    return reveal_refusal(mode, due, found, is_unfinished=unfinished)


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("sealed", "waiting"), None),
        (("sealed", "called"), None),
        (("sealed", "pitching"), "reveal_during_pitch"),
    ],
)
def test_after_each_team_at_once(states, expected):
    assert why("live_after_each", *states) == expected


@pytest.mark.parametrize(
    ("states", "expected"),
    [
        (("sealed", "waiting", "waiting"), "reveal_before_next"),
        (("sealed", "called", "waiting"), None),
        (("sealed", "pitching", "waiting"), "reveal_during_pitch"),
        (("sealed", "questions", "waiting"), "reveal_during_pitch"),
        (("sealed", "scoring", "waiting"), None),
        (("sealed", "no_show", "waiting"), None),
        # Two are behind: the one that was called first.
        (("sealed", "sealed", "waiting"), None),
        # The last team's comes at the end.
        (("revealed", "sealed"), None),
        (("revealed", "sealed", "deferred"), None),
        (("revealed", "sealed", "waiting"), "reveal_before_next"),
    ],
)
def test_one_team_behind(states, expected):
    assert why("lagged", *states) == expected


def test_a_team_that_was_resumed_late_is_behind_those_called_since():
    found = turns("sealed", "sealed", "waiting")
    assert reveal_due(found) == found[0]
    last = reveal_refusal("lagged", found[1], found, is_unfinished=True)
    assert last == "reveal_before_next"


def test_after_the_session_not_before_every_team_is_sealed():
    assert why("after_session", "sealed", "waiting") == "reveal_before_end"
    assert why("after_session", "sealed", "sealed", unfinished=False) is None


def test_never_where_the_marks_are_kept():
    assert why("sealed", "sealed", unfinished=False) == "reveal_never"


def test_nobody_is_due_before_a_seal():
    assert reveal_due(turns("revealed", "scoring", "held", "waiting")) is None
