"""The door: who came, who was called, who counts as not there, and how one comes back."""

import pytest

from core.errors import Problem
from judging.models import DoorStep, OverrideState, Room, ScoreSheet, SheetState, SlotState
from judging.selectors.door import slot_door
from judging.selectors.room_state import Audience, room_state
from judging.selectors.stage import stage_state
from judging.services.door import door_arrive, door_call, door_ready, door_rules_set, door_undo
from judging.services.overrides import override_decide, override_propose
from judging.services.recusals import recusal_declare

pytestmark = pytest.mark.django_db


def by(final, slot):
    return {"slot": slot, "actor": final.by("event_desk"), "at": final.tick()}


def arrive(final, slot, *, people=2, member=True, note=""):
    return door_arrive(**by(final, slot), people=people, speaker_is_member=member, note=note)


def refused(call, *given, **asked_for):
    with pytest.raises(Problem) as found:
        call(*given, **asked_for)
    return found.value


def room(final):
    return Room.objects.select_related("panel__round__edition__contest").get(panel=final.panel)


def test_a_team_comes_is_called_and_is_ready_and_the_console_says_so(opened):
    slot = opened.slots()[0]
    before = room(opened).scene_version
    arrive(opened, slot)
    door_call(**by(opened, slot))
    door_call(**by(opened, slot))
    door_ready(**by(opened, slot))
    shown = room_state(room_id=room(opened).uid, audience=Audience("console"))["slots"][0]["door"]
    assert (shown["people"], shown["speaker_is_member"], len(shown["calls"])) == (2, True, 2)
    assert shown["arrived_at"] < shown["calls"][0] < shown["ready_at"]
    assert room(opened).scene_version == before, "judges see nothing of it"


def test_steps_go_back_one_by_one_and_none_is_lost(opened):
    slot = opened.slots()[0]
    arrive(opened, slot)
    door_call(**by(opened, slot))
    door_undo(**by(opened, slot))
    assert slot_door(slot)["calls"] == []
    assert slot_door(slot)["arrived_at"] is not None
    door_undo(**by(opened, slot))
    assert slot_door(slot)["arrived_at"] is None
    assert refused(door_undo, **by(opened, slot)).code == "undo_refused"
    assert DoorStep.objects.filter(taken_back_at__isnull=False).count() == 2


def test_what_the_door_does_not_take(opened):
    slot = opened.slots()[0]
    many = refused(arrive, opened, slot, people=4)
    assert (many.code, many.params) == ("door_too_many", {"most": "3"})
    assert refused(arrive, opened, slot, member=False).code == "reason_missing"
    assert refused(door_ready, **by(opened, slot)).code == "door_state_refused"
    arrive(opened, slot, member=False, note="顾问代讲，已告知不得上台")
    assert refused(arrive, opened, slot).code == "door_state_refused"
    for _ in range(3):
        door_call(**by(opened, slot))
    assert refused(door_call, **by(opened, slot)).code == "door_state_refused"
    opened.command(slot, "call", "start_pitch")
    assert refused(door_undo, **by(opened, slot)).code == "slot_state_refused"


def test_absent_after_three_calls_or_the_minutes_or_with_a_reason(opened):
    first, second, third = opened.slots()
    door_call(**by(opened, first))
    opened.command(first, "call")
    early = refused(opened.command, first, "no_show")
    assert (early.code, early.params) == (
        "no_show_early",
        {"count": "1", "calls": "3", "minutes": "10"},
    )
    door_call(**by(opened, first))
    door_call(**by(opened, first))
    assert opened.command(first, "no_show").state == SlotState.NO_SHOW
    opened.command(second, "call")
    assert opened.command(second, "no_show", code="team_said").state == SlotState.NO_SHOW
    opened.command(third, "call")
    opened.tick(601)
    assert opened.command(third, "no_show").state == SlotState.NO_SHOW


@pytest.fixture
def given_up(opened):
    """The first team did not come; one judge had typed, another is recused since."""
    slot = opened.slots()[0]
    opened.command(slot, "call")
    opened.command(slot, "no_show", code="team_said")
    return opened


def propose(final):
    return override_propose(
        slot=final.slots()[0],
        kind="late",
        reason="路上堵车",
        actor=final.by("organizer"),
        at=final.tick(),
    )


def approve(final, override, role="verifier"):
    return override_decide(
        override=override, approves=True, words="", actor=final.by(role), at=final.tick()
    )


def test_late_comes_back_by_two_people_and_goes_last(given_up):
    final = given_up
    slot = final.slots()[0]
    recusal_declare(
        seat=final.seats[2], entry=slot.entry, source="self", reason="kin", at=final.tick()
    )
    made = propose(final)
    assert refused(approve, final, made, "organizer").code == "two_person_required"
    assert final.slots()[0].state == SlotState.NO_SHOW
    assert approve(final, made).state == OverrideState.APPROVED
    back = final.slots()[0]
    assert (back.state, back.position) == (SlotState.DEFERRED, 1)
    states = dict(ScoreSheet.objects.filter(slot=back).values_list("seat__number", "state"))
    assert states == {1: SheetState.OPEN, 2: SheetState.OPEN, 3: SheetState.EXCLUDED}
    second, third = final.slots()[1:]
    final.command(second, "defer")
    assert stage_state(room(final))["next"]["position"] == 3
    final.play(third)
    assert stage_state(room(final))["next"]["position"] == 2, "who was deferred comes first"
    final.play(second)
    assert stage_state(room(final))["next"]["position"] == 1
    final.play(back)
    assert propose_code(final) == "slot_state_refused"


def propose_code(final):
    return refused(propose, final).code


def test_each_room_has_its_own_limits(opened):
    door_rules_set(room=room(opened), people=5, calls=1, grace_minutes=1)
    slot = opened.slots()[0]
    arrive(opened, slot, people=5)
    assert refused(arrive, opened, opened.slots()[1], people=6).params == {"most": "5"}
    door_call(**by(opened, slot))
    assert opened.command(slot, "call", "no_show").state == SlotState.NO_SHOW
    wrong = refused(door_rules_set, room=room(opened), people=0, calls=10, grace_minutes="3")
    assert (wrong.code, set(wrong.fields)) == (
        "field_invalid",
        {"people", "calls", "grace_minutes"},
    )


def test_only_who_did_not_come_comes_back(opened):
    assert propose_code(opened) == "slot_state_refused"
    with pytest.raises(Problem) as found:
        opened.command(opened.slots()[0], "return")
    assert found.value.code == "slot_state_refused"
