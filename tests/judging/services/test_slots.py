"""The room's verbs, the server's clock, what sealing asks for."""

from datetime import timedelta

import pytest

from contest.models import Round, RoundState
from core import bus
from core.errors import Problem
from core.models import LogLeaf
from judging.models import Room, SheetState, Slot, SlotState
from judging.services.recusals import recusal_declare
from judging.services.slots import MACHINE, VERBS, slot_command

ALLOWED = {
    "waiting": {"call": "called", "defer": "deferred", "withdraw": "withdrawn"},
    "deferred": {"call": "called", "withdraw": "withdrawn"},
    "called": {
        "start_pitch": "pitching",
        "no_show": "no_show",
        "defer": "deferred",
        "withdraw": "withdrawn",
    },
    "pitching": {
        "start_questions": "questions",
        "pause": "pitching",
        "resume": "pitching",
        "extend": "pitching",
        "shorten": "pitching",
        "restart": "pitching",
        "withdraw": "withdrawn",
    },
    "questions": {
        "start_scoring": "scoring",
        "pause": "questions",
        "resume": "questions",
        "extend": "questions",
        "shorten": "questions",
        "restart": "questions",
        "withdraw": "withdrawn",
    },
    "scoring": {
        "seal": "sealed",
        "hold": "held",
        "pause": "scoring",
        "resume": "scoring",
        "extend": "scoring",
        "shorten": "scoring",
        "restart": "scoring",
        "withdraw": "withdrawn",
    },
    "held": {"seal": "sealed", "start_scoring": "scoring", "withdraw": "withdrawn"},
    "sealed": {"reveal": "revealed"},
    "revealed": {"confirm": "confirmed"},
    "confirmed": {},
    "no_show": {"return": "deferred"},
    "withdrawn": {},
}


def test_the_machine_is_this_table():
    assert set(ALLOWED) == set(SlotState.values)
    found = {
        state: {verb: MACHINE.step(state, verb) for verb in MACHINE.verbs(state)}
        for state in SlotState.values
    }
    assert found == ALLOWED


def test_every_other_move_is_refused_and_changes_nothing(opened):
    slot = opened.slots()[0]
    version = Room.objects.get().version
    for state in SlotState.values:
        Slot.objects.filter(pk=slot.pk).update(state=state)
        for verb in set(VERBS) - set(ALLOWED[state]):
            with pytest.raises(Problem) as refused:
                opened.command(slot, verb, code="venue_fault")
            assert refused.value.code == "slot_state_refused", (state, verb)
            slot.refresh_from_db()
            assert slot.state == state
    assert Room.objects.get().version == version
    assert not LogLeaf.objects.filter(type__startswith="slot.").exists()


def test_a_whole_turn(opened):
    slot = opened.slots()[0]
    opened.play(slot)
    slot.refresh_from_db()
    assert slot.state == SlotState.CONFIRMED
    verbs = LogLeaf.objects.filter(type__startswith="slot.").order_by("seq")
    assert list(verbs.values_list("type", flat=True)) == [
        "slot.call",
        "slot.start_pitch",
        "slot.start_questions",
        "slot.start_scoring",
        "slot.seal",
        "slot.reveal",
        "slot.confirm",
    ]
    assert Room.objects.get().current_slot == slot


def test_every_change_moves_the_room_and_is_told_after_the_commit(
    opened, django_capture_on_commit_callbacks
):
    room = Room.objects.get()
    told = []
    stop = bus.subscribe(lambda uid, version: told.append((uid, version)))
    with django_capture_on_commit_callbacks(execute=True):
        opened.command(opened.slots()[0], "call", "start_pitch")
        assert told == []
    stop()
    assert told == [(room.uid, room.version + 1), (room.uid, room.version + 2)]


def test_one_slot_on_stage(opened):
    first, second, _ = opened.slots()
    opened.command(first, "call")
    with pytest.raises(Problem) as refused:
        opened.command(second, "call")
    assert refused.value.code == "slot_state_refused"
    opened.command(first, "defer")
    assert Room.objects.get().current_slot is None
    opened.command(second, "call")
    assert Room.objects.get().current_slot == second


def test_a_held_slot_lets_the_next_one_in_and_is_sealed_later(opened):
    first, second, _ = opened.slots()
    opened.to_scoring(first)
    opened.command(first, "hold")
    opened.command(second, "call")
    with pytest.raises(Problem) as refused:
        opened.command(first, "start_scoring")
    assert refused.value.code == "slot_state_refused"
    opened.sign_all(first)
    assert opened.command(first, "seal").state == SlotState.SEALED
    assert Room.objects.get().current_slot == second


def test_calling_the_next_team_holds_the_one_that_is_still_scored(opened):
    first, second, third = opened.slots()
    opened.to_scoring(first)
    opened.command(second, "call")
    first.refresh_from_db()
    assert (first.state, first.clock_started_at) == (SlotState.HELD, None)
    assert Room.objects.get().current_slot == second
    assert LogLeaf.objects.filter(type="slot.hold").count() == 1
    with pytest.raises(Problem):
        opened.command(third, "call")


def test_the_clock_is_made_longer_shorter_and_new(opened):
    slot = opened.command(opened.slots()[0], "call", "start_pitch")
    assert opened.command(slot, "extend").duration_s == 510
    assert opened.command(slot, "shorten", "shorten").duration_s == 450
    opened.tick(433)
    slot = opened.command(slot, "shorten")
    passed = slot.clock_started_at + timedelta(seconds=slot.duration_s)
    assert passed == opened.now, "the end is now, not before"
    with pytest.raises(Problem) as refused:
        opened.command(slot, "shorten")
    assert refused.value.code == "slot_state_refused"
    slot = opened.command(slot, "pause", code="venue_fault")
    slot = opened.command(slot, "restart")
    assert (slot.clock_started_at, slot.duration_s) == (opened.now, 480)
    assert (slot.paused_ms, slot.paused_at) == (0, None)


def test_when_a_team_was_called_and_when_it_left(opened):
    slot = opened.command(opened.slots()[0], "call")
    assert (slot.called_at, slot.left_at) == (opened.now, None)
    called = opened.now
    slot = opened.command(slot, "start_pitch", "start_questions", "start_scoring", "hold")
    held = opened.now
    assert slot.left_at == held
    opened.sign_all(slot)
    slot = opened.command(slot, "seal")
    assert (slot.called_at, slot.left_at) == (called, held)


def test_the_clock_runs_by_the_rulebook_and_stands_still_in_pauses(opened):
    slot = opened.command(opened.slots()[0], "call", "start_pitch")
    assert (slot.duration_s, slot.clock_started_at, slot.paused_ms) == (480, opened.now, 0)
    opened.tick(60)
    slot = opened.command(slot, "pause", code="venue_fault")
    assert (slot.paused_at, slot.pause_code) == (opened.now, "venue_fault")
    opened.now += timedelta(milliseconds=4500)
    slot = opened.command(slot, "resume")
    assert (slot.paused_ms, slot.paused_at, slot.pause_code) == (5500, None, "")
    slot = opened.command(slot, "pause", code="venue_fault")
    slot = opened.command(slot, "start_questions")
    assert (slot.duration_s, slot.paused_ms, slot.paused_at) == (420, 0, None)
    slot = opened.command(slot, "start_scoring")
    assert slot.duration_s == 120
    opened.sign_all(slot)
    slot = opened.command(slot, "seal")
    assert (slot.clock_started_at, slot.duration_s) == (None, 0)


def test_a_pause_needs_a_code_and_happens_once(opened):
    slot = opened.command(opened.slots()[0], "call", "start_pitch")
    with pytest.raises(Problem) as refused:
        opened.command(slot, "pause")
    assert refused.value.code == "reason_missing"
    with pytest.raises(Problem) as refused:
        opened.command(slot, "resume")
    assert refused.value.code == "slot_state_refused"
    opened.command(slot, "pause", code="venue_fault")
    with pytest.raises(Problem) as refused:
        opened.command(slot, "pause", code="venue_fault")
    assert refused.value.code == "slot_state_refused"


def test_sealing_waits_for_every_sheet(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    opened.sign(opened.seats[1], slot, technology="40", market="30")
    with pytest.raises(Problem) as refused:
        opened.command(slot, "seal")
    assert (refused.value.code, refused.value.params) == ("sheets_missing", {"missing": "1"})
    recusal_declare(
        seat=opened.seats[2], entry=slot.entry, source="self", reason="kin", at=opened.tick()
    )
    assert opened.command(slot, "seal").state == SlotState.SEALED


def test_sealing_needs_the_minimum_of_the_rulebook(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    for seat in opened.seats[1:]:
        recusal_declare(seat=seat, entry=slot.entry, source="self", reason="kin", at=opened.tick())
    with pytest.raises(Problem) as refused:
        opened.command(slot, "seal")
    assert refused.value.code == "sheets_below_minimum"
    slot.refresh_from_db()
    assert slot.state == SlotState.SCORING


@pytest.mark.parametrize("verb", ["withdraw", "no_show"])
def test_whoever_does_not_pitch_has_no_sheets(opened, verb):
    slot = opened.command(opened.slots()[0], "call", verb, code="team_said")
    assert set(slot.sheets.values_list("state", flat=True)) == {SheetState.EXCLUDED}
    assert Room.objects.get().current_slot is None


@pytest.mark.parametrize(
    ("state", "code"),
    [
        (RoundState.PREPARED, "round_state_refused"),
        (RoundState.CLOSED, "round_closed"),
        (RoundState.LOCKED, "round_closed"),
    ],
)
def test_the_room_is_run_only_while_the_round_is_open(opened, state, code):
    Round.objects.update(state=state)
    with pytest.raises(Problem) as refused:
        opened.command(opened.slots()[0], "call")
    assert refused.value.code == code


def test_a_result_may_be_read_out_after_the_round(opened):
    slots = opened.slots()
    slot = opened.to_scoring(slots[0])
    opened.sign_all(slot)
    opened.command(slot, "seal")
    for other in slots[1:]:
        opened.command(other, "withdraw")
    opened.close()
    assert opened.command(slot, "reveal", "confirm").state == SlotState.CONFIRMED


def test_a_verb_that_does_not_exist(opened):
    with pytest.raises(Problem) as refused:
        slot_command(
            slot=opened.slots()[0], verb="unseal", actor=opened.by("organizer"), at=opened.now
        )
    assert refused.value.code == "slot_state_refused"
