"""A turn read from its steps: phases, pauses, overrun without the pauses."""

from datetime import UTC, datetime, timedelta

from judging.paper.turns import Step, turn_of

T0 = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


def step(second, verb, duration=480, code=""):
    return Step(T0 + timedelta(seconds=second), verb, duration, code)


def test_overrun_leaves_pauses_out_and_follows_the_clock():
    turn = turn_of([
        step(0, "call", 0), step(10, "start_pitch"), step(100, "pause", code="network"),
        step(160, "resume"), step(200, "extend", 510), step(590, "start_questions", 420),
        step(700, "restart", 420), step(1121, "start_scoring", 120), step(1200, "seal", 0),
        step(1300, "reveal", 0),
    ])  # fmt: skip
    pitch, questions, scoring = turn.phases
    assert (pitch.allowed_s, pitch.paused, pitch.overrun_s) == (510, timedelta(seconds=60), 10)
    assert (questions.start, questions.overrun_s) == (T0 + timedelta(seconds=700), 1)
    assert (scoring.end, scoring.overrun_s) == (T0 + timedelta(seconds=1200), 0)
    assert [(pause.phase, pause.code) for pause in turn.pauses] == [("pitch", "network")]
    assert turn.left == T0 + timedelta(seconds=1200)


def test_a_pause_that_nobody_ended_ends_with_its_phase():
    turn = turn_of([step(0, "start_pitch"), step(100, "pause", code="team"),
                    step(900, "start_questions", 420)])  # fmt: skip
    assert turn.pauses[0].end == T0 + timedelta(seconds=900)
    assert turn.phases[0].overrun_s == 0


def test_who_is_put_off_is_called_twice():
    turn = turn_of([step(0, "call", 0), step(5, "defer", 0), step(900, "call", 0)])
    assert len(turn.calls) == 2
    assert turn.left is None
    assert turn.phases == []
