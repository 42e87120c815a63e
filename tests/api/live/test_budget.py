"""A hand's pace is never refused, a flood is, and a stubborn flood ends its socket."""

from hypothesis import given
from hypothesis import strategies as st

from api.live.budget import BURST, FRAMES_PER_SECOND, REFUSED_AT_MOST, Budget, Verdict


def test_a_burst_then_refusals_then_the_end():
    budget = Budget(0.0)
    seen = [budget.spend(0.0) for _ in range(int(BURST + REFUSED_AT_MOST) + 1)]
    assert seen[: int(BURST)] == [Verdict.TAKE] * int(BURST)
    assert seen[int(BURST) : -1] == [Verdict.REFUSE] * int(REFUSED_AT_MOST)
    assert seen[-1] is Verdict.CLOSE


def test_it_refills_with_time():
    budget = Budget(0.0)
    seen = [budget.spend(0.0) for _ in range(int(BURST) + 1)]
    assert seen[-1] is Verdict.REFUSE
    assert budget.spend(1.0) is Verdict.TAKE


@given(st.lists(st.floats(min_value=1 / FRAMES_PER_SECOND, max_value=60), max_size=300))
def test_the_allowed_pace_is_never_refused(gaps):
    budget, now = Budget(0.0), 0.0
    for gap in gaps:
        now += gap
        assert budget.spend(now) is Verdict.TAKE
