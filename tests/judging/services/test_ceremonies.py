"""The ceremony: from a counted result only, cue by cue, and as the result that stands says."""

import pytest

from core.errors import Problem
from core.models import LogLeaf
from judging.invariants import INVARIANTS
from judging.models import Ceremony, ResultSet, ResultState, Room
from judging.selectors.room_state import Audience, room_snapshot
from judging.selectors.stage import public_state, stage_state
from judging.services.deliberations import deliberation_open
from tests.factories.ceremonies import counted, sealed
from tests.factories.spectators import room_of

pytestmark = pytest.mark.django_db


def refused(made, verb, **asked):
    before = room_of(made).program, Ceremony.objects.values_list("shown_cue", flat=True).first()
    with pytest.raises(Problem) as found:
        made.cue(verb, **asked)
    after = room_of(made).program, Ceremony.objects.values_list("shown_cue", flat=True).first()
    assert before == after
    return found.value.code


def console(made):
    body = room_snapshot(room_id=room_of(made).uid, audience=Audience("console"))["body"]
    return body["ceremony"]


def opened(made):
    rows = stage_state(room_of(made))["opened"]
    return [(row["rank"], row["teams"][0]["position"]) for row in rows]


def test_it_waits_for_the_count():
    made = sealed()
    assert console(made)["why"] == "ceremony_not_counted"
    assert refused(made, "take", scene="ceremony") == "ceremony_not_counted"
    made.close()
    assert refused(made, "take", scene="ceremony") == "ceremony_not_counted"
    made.compute()
    assert console(made)["why"] is None
    made.cue("take", scene="ceremony")
    assert (stage_state(room_of(made))["scene"], opened(made)) == ("ceremony", [])


def test_from_the_last_place_to_the_first_and_no_further():
    made = counted()
    made.cue("take", scene="ceremony")
    assert console(made)["next"] == {"do": "announce", "rank": 3, "shares": False}
    made.cue("step", step=1)
    assert stage_state(room_of(made))["now"]["rank"] == 3
    assert opened(made) == []
    assert refused(made, "step", step=1) == "cue_refused"
    assert refused(made, "step", step=3) == "cue_refused"
    for step in range(2, 7):
        made.cue("step", step=step)
    assert opened(made) == [(1, 2), (2, 3), (3, 1)]
    first = stage_state(room_of(made))["now"]
    assert (first["award"], first["teams"][0]["final"]) == (
        {"zh": "一等奖", "en": "First prize"},
        "62.00",
    )
    assert stage_state(room_of(made))["is_over"]
    assert (console(made)["cue"], console(made)["of"], console(made)["next"]) == (6, 6, None)
    assert refused(made, "step") == "cue_refused"
    assert [leaf.type for leaf in LogLeaf.objects.filter(type__startswith="ceremony.")] == [
        "ceremony.begin",
        *["ceremony.cue"] * 6,
    ]


def test_black_and_other_scenes_come_back_to_the_same_cue():
    made = counted()
    made.cue("take", scene="ceremony")
    for _ in range(3):
        made.cue("step")
    before = stage_state(room_of(made))
    made.cue("black")
    assert refused(made, "step") == "cue_refused"
    made.cue("black")
    assert stage_state(room_of(made)) == before
    made.cue("take", scene="break")
    preview = made.cue("preview", scene="ceremony").preview
    assert preview is not None
    assert preview["step"] == 3
    made.cue("take")
    assert stage_state(room_of(made)) == before


def test_a_result_that_was_counted_again_to_the_same_goes_on():
    made = counted()
    made.cue("take", scene="ceremony")
    made.cue("step")
    made.compute()
    made.cue("step")
    assert opened(made) == [(3, 1)]


def test_another_result_is_read_out_from_its_beginning():
    made = counted()
    made.cue("take", scene="ceremony")
    for _ in range(2):
        made.cue("step")
    ResultSet.objects.update(state=ResultState.SUPERSEDED)
    assert refused(made, "step") == "ceremony_result_changed"
    # A correction turned the last two places round.
    made.compute()
    other = ResultSet.objects.exclude(state=ResultState.SUPERSEDED).get()
    ResultSet.objects.filter(pk=other.pk).update(body_hash="0" * 64)
    assert console(made)["why"] == "ceremony_result_changed"
    assert refused(made, "step") == "ceremony_result_changed"
    made.cue("take", scene="ceremony")
    assert (Ceremony.objects.count(), opened(made), room_of(made).program["step"]) == (2, [], 0)


def test_nothing_is_read_out_while_the_panel_deliberates():
    made = counted()
    made.cue("take", scene="ceremony")
    chair = made.judge(1)
    deliberation_open(round=made.round, mode="anonymous", actor=chair, at=made.tick())
    assert refused(made, "step") == "deliberation_open"
    assert console(made)["why"] == "deliberation_open"
    assert refused(made, "take", scene="ceremony") == "deliberation_open"


def test_a_tie_that_waits_for_its_vote_is_not_read_out():
    made = counted()
    body = ResultSet.objects.get().body.replace('"waits":false', '"waits":true', 1)
    ResultSet.objects.update(body=body)
    assert refused(made, "take", scene="ceremony") == "ceremony_tie_waits"


def test_where_scores_are_kept_places_wait_for_the_lock_and_come_without_scores():
    made = counted("sealed")
    assert refused(made, "take", scene="ceremony") == "ceremony_not_locked"
    made.lock()
    made.cue("take", scene="ceremony")
    for _ in range(6):
        made.cue("step")
    assert opened(made) == [(1, 2), (2, 3), (3, 1)]
    assert not any("final" in row["teams"][0] for row in stage_state(room_of(made))["opened"])
    assert public_state(room_of(made))["scene"] == "sealed"


def test_the_hall_sees_no_more_than_was_cued_whatever_the_program_says():
    made = counted()
    made.cue("take", scene="ceremony")
    made.cue("step")
    on = {"scene": "ceremony", "step": 6, "text": "", "slot": None}
    Room.objects.update(program=on)
    assert opened(made) == []
    assert list(INVARIANTS["ceremony_of_log"]()) == []
