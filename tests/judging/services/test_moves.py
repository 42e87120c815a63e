"""Undo: one step back with its clock, one step for two people, none after the hall has seen it."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import DatabaseError, transaction

from core import clock
from core.errors import Problem
from core.models import LogLeaf
from judging.models import Room, RoomMove, SheetState, SlotState
from judging.selectors.moves import undoable_move
from judging.services.moves import move_undo
from judging.services.program import program_cue
from judging.services.recusals import recusal_declare
from judging.services.slots import slot_command
from tests.factories import judging
from tests.judging.services.test_races import race


def room_of():
    return Room.objects.select_related("panel__round__edition__contest", "current_slot").get()


def undo(final, *, seen=None, by="timekeeper"):
    room = room_of()
    if seen is None:
        move = undoable_move(room_id=room.pk)
        assert move is not None
        seen = move.uid
    return move_undo(room=room, seen=seen, actor=final.by(by), at=final.tick())


def clock_of(slot):
    slot.refresh_from_db()
    return (
        slot.state,
        slot.clock_started_at,
        slot.duration_s,
        slot.paused_ms,
        slot.paused_at,
        slot.pause_code,
        slot.called_at,
        slot.left_at,
    )


def refusal(step):
    with pytest.raises(Problem) as refused:
        step()
    return refused.value


def test_every_step_of_a_turn_goes_back_to_what_stood_before(opened):
    slot = opened.slots()[0]
    standing = []
    steps = [
        "call", "start_pitch", "extend", "pause", "resume", "shorten", "restart",
        "start_questions", "start_scoring", "hold", "start_scoring", "seal",
    ]  # fmt: skip
    opened.now += timedelta(minutes=1)
    for verb in steps:
        if verb == "seal":
            opened.sign_all(slot)
        standing.append((clock_of(slot), room_of().current_slot_id))
        opened.command(slot, verb, code="network" if verb == "pause" else "")
    while standing:
        undo(opened)
        assert (clock_of(slot), room_of().current_slot_id) == standing.pop()
    assert slot.state == SlotState.WAITING
    assert undoable_move(room_id=room_of().pk) is None
    # Nothing was rubbed out: as many steps back as forth, and each of them in the log.
    assert RoomMove.objects.count() == 2 * len(steps)
    assert LogLeaf.objects.filter(type="slot.undo").count() == len(steps)


def test_the_next_team_called_by_mistake(opened):
    """Check 39: back to the previous team, its clock as if it had never stopped."""
    first, second, _ = opened.slots()
    opened.to_scoring(first)
    before = clock_of(first)
    opened.tick(20)
    opened.command(second, "call")
    assert clock_of(first)[0] == SlotState.HELD
    opened.tick(20)
    undo(opened)
    assert clock_of(first) == before
    assert clock_of(second)[0] == SlotState.WAITING
    assert room_of().current_slot == first


def test_the_scene_that_a_step_brought_goes_with_it_and_a_chosen_one_stays(opened):
    first, second, _ = opened.slots()
    opened.to_scoring(first)
    before = room_of().program
    opened.command(second, "call")
    assert room_of().program["scene"] == "waiting"
    undo(opened)
    assert room_of().program == before
    opened.command(second, "call")
    program_cue(
        room=room_of(), verb="take", scene="order", actor=opened.by("organizer"), at=opened.tick()
    )
    undo(opened)
    assert room_of().program["scene"] == "order"


def test_a_withdrawal_taken_back_brings_its_sheets_back(opened):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign(opened.seats[0], slot, technology="40", market="30")
    opened.command(slot, "withdraw")
    assert set(slot.sheets.values_list("state", flat=True)) == {SheetState.EXCLUDED}
    undo(opened)
    states = slot.sheets.order_by("seat__number").values_list("state", flat=True)
    assert list(states)[:2] == [SheetState.SIGNED, SheetState.OPEN]


def test_a_judge_recused_meanwhile_stays_recused(opened):
    slot = opened.command(opened.slots()[0], "call")
    recused = opened.seats[2]
    opened.command(slot, "withdraw")
    recusal_declare(seat=recused, entry=slot.entry, source="self", reason="kin", at=opened.tick())
    undo(opened)
    assert slot.sheets.get(seat=recused).state == SheetState.EXCLUDED


@pytest.mark.parametrize("verbs", [("reveal",), ("reveal", "confirm")])
def test_what_the_hall_has_seen_stays(opened, verbs):
    slot = opened.to_scoring(opened.slots()[0])
    opened.sign_all(slot)
    opened.command(slot, "seal", *verbs)
    last = RoomMove.objects.latest("number")
    assert undoable_move(room_id=room_of().pk) is None
    assert refusal(partial(undo, opened, seen=last.uid)).code == "undo_refused"
    seal = RoomMove.objects.get(verb="seal")
    assert refusal(partial(undo, opened, seen=seal.uid)).code == "room_moved"
    # The next team is called after it: that step, and no other, goes back.
    opened.command(opened.slots()[1], "call")
    undo(opened)
    assert room_of().current_slot == slot
    assert undoable_move(room_id=room_of().pk) is None


def test_nothing_to_take_back(opened):
    seen = opened.seats[0].uid
    assert refusal(partial(undo, opened, seen=seen)).code == "undo_refused"


def test_after_the_round_nothing_goes_back(opened):
    slots = opened.slots()
    for slot in slots:
        opened.command(slot, "withdraw")
    seen = undoable_move(room_id=room_of().pk)
    assert seen is not None
    opened.close()
    assert refusal(partial(undo, opened, seen=seen.uid)).code == "round_closed"


def test_steps_are_never_changed(opened):
    opened.command(opened.slots()[0], "call")
    with pytest.raises(DatabaseError), transaction.atomic():
        RoomMove.objects.update(verb="seal")
    with pytest.raises(DatabaseError), transaction.atomic():
        RoomMove.objects.all().delete()


def test_whoever_saw_an_older_step_is_told_who_moved_to_what(opened):
    """Check 44: every verb may name the last step that its sender saw."""
    first, second, _ = opened.slots()
    opened.command(first, "call")
    seen = RoomMove.objects.latest("number").uid
    opened.command(first, "defer")
    late = partial(
        slot_command, slot=second, verb="call", actor=opened.by("organizer"), at=opened.tick()
    )
    problem = refusal(partial(late, seen=seen))
    assert problem.code == "room_moved"
    told = problem.extra["move"]
    assert (told["verb"], told["position"]) == ("defer", 1)
    assert told["by"]["zh"] == opened.by("timekeeper").name
    second.refresh_from_db()
    assert second.state == SlotState.WAITING
    late(seen=RoomMove.objects.latest("number").uid)


def test_two_people_press_at_once_and_one_step_is_made(fresh_database):
    """Check 44: 下一队 twice, then undo twice: one step each time."""
    final = judging.final(entries=4)
    final.prepare()
    slots = final.slots()
    final.to_scoring(slots[0])
    for nth in (1, 2):
        seen = RoomMove.objects.latest("number").uid
        calls = [
            partial(
                slot_command,
                slot=slots[nth],
                verb="call",
                actor=final.by(role),
                at=clock.now(),
                seen=seen,
            )
            for role in ("organizer", "timekeeper")
        ]
        assert sorted(race(calls)) == ["done", "room_moved"]
        final.command(slots[nth], "start_pitch")
        room, move = room_of(), RoomMove.objects.latest("number").uid
        undos = [
            partial(move_undo, room=room, seen=move, actor=final.by(role), at=clock.now())
            for role in ("organizer", "timekeeper")
        ]
        assert sorted(race(undos)) == ["done", "room_moved"]
        assert RoomMove.objects.filter(undoes__uid=move).count() == 1
        final.command(slots[nth], "start_pitch", "start_questions", "start_scoring")
