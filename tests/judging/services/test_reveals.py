"""The four moments at which a room opens a score, by its commands, and what its console hears."""

import pytest

from core.errors import Problem
from judging.models import Slot
from judging.selectors.room_state import Audience, room_snapshot
from judging.selectors.stage import public_state, stage_state
from tests.factories.spectators import on_air, room_of, signed

pytestmark = pytest.mark.django_db


def offered(made):
    """Whose score the console offers, and what keeps it back."""
    body = room_snapshot(room_id=room_of(made).uid, audience=Audience("console"))["body"]
    due = body["reveal"]["slot"]
    numbers = {str(slot.uid): slot.position for slot in made.slots()}
    return body["reveal"]["mode"], numbers.get(due), body["reveal"]["why"]


def refused(made, slot):
    before = room_of(made).program
    with pytest.raises(Problem) as found:
        made.command(slot, "reveal")
    assert Slot.objects.get(pk=slot.pk).state == "sealed"
    assert room_of(made).program == before
    return found.value.code


def seal(made, slot):
    return made.command(signed(made, slot), "seal")


def open_whole(made, slot):
    slot = made.command(slot, "reveal")
    for step in (1, 2, 3, 4):
        made.cue("step", step=step)
    return slot


def test_one_behind_from_the_first_team_to_the_last():
    made = on_air(reveal="lagged")
    first, second, third = made.slots()
    seal(made, first)
    assert offered(made) == ("lagged", 1, "reveal_before_next")
    assert refused(made, first) == "reveal_before_next"
    made.command(second, "call")
    assert offered(made) == ("lagged", 1, None)
    made.command(second, "start_pitch")
    assert refused(made, first) == "reveal_during_pitch"
    made.command(second, "start_questions", "start_scoring")
    open_whole(made, first)
    assert room_of(made).current_slot == second
    assert stage_state(room_of(made))["final"] == "62.00"
    made.command(first, "confirm")
    for seat in made.seats:
        made.sign(seat, second, novelty="10", transfer="10", market="10")
    made.command(second, "seal")
    made.command(third, "call", "start_pitch", "start_questions", "start_scoring")
    # The hall hears the team before while the sheets of the one on stage are awaited.
    assert offered(made) == ("lagged", 2, None)
    open_whole(made, second)
    for seat in made.seats:
        made.sign(seat, third, novelty="20", transfer="10", market="10")
    made.command(third, "seal")
    assert offered(made) == ("lagged", 3, None)
    open_whole(made, third)
    assert offered(made) == ("lagged", None, None)


def test_the_next_team_does_not_wait_for_the_sheets_of_the_one_before():
    made = on_air(reveal="lagged")
    first, second, _third = made.slots()
    made.to_scoring(first)
    made.command(second, "call")
    assert Slot.objects.get(pk=first.pk).state == "held"
    assert offered(made) == ("lagged", None, None)
    for seat in made.seats:
        made.sign(seat, first, novelty="30", transfer="10", market="20")
    made.command(first, "seal")
    assert offered(made) == ("lagged", 1, None)


def test_after_the_session_each_is_opened_once_all_are_sealed():
    made = on_air(reveal="after_session")
    first, second, third = made.slots()
    seal(made, first)
    seal(made, second)
    assert refused(made, first) == "reveal_before_end"
    assert offered(made) == ("after_session", 1, "reveal_before_end")
    made.command(third, "call", "no_show", code="team_said")
    assert offered(made) == ("after_session", 1, None)
    open_whole(made, first)
    made.close()
    open_whole(made, second)


def test_marks_that_are_kept_are_never_opened_in_the_hall():
    made = on_air(reveal="sealed")
    for slot in made.slots():
        seal(made, slot)
    assert offered(made) == ("sealed", 1, "reveal_never")
    assert refused(made, made.slots()[0]) == "reveal_never"
    made.close()
    assert refused(made, made.slots()[0]) == "reveal_never"
    assert "board" not in public_state(room_of(made))


@pytest.mark.parametrize("reveal", ["live_after_each", None])
def test_after_each_team_where_the_rules_say_so_or_nothing(reveal):
    made = on_air(reveal=reveal)
    first = seal(made, made.slots()[0])
    assert offered(made) == ("live_after_each", 1, None)
    open_whole(made, first)
