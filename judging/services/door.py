"""The desk at the door: a team has come, was called, is ready; the last step can be taken back."""

from datetime import datetime
from typing import Any, Final

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import DoorKind, DoorStep, Room, Slot, SlotState
from judging.selectors.door import door_steps
from judging.services.locks import room_take, round_hold
from judging.services.rooms import console_touch
from judging.services.slots import slot_lock

_MOST: Final = {"people": 20, "calls": 9, "grace_minutes": 240}
_AHEAD = (SlotState.WAITING, SlotState.DEFERRED, SlotState.CALLED)
_ON = (RoundState.PREPARED, RoundState.OPEN)


@transaction.atomic
def door_rules_set(*, room: Room, people: int, calls: int, grace_minutes: int) -> Room:
    """How many go on stage at most, and after how many calls or minutes a team is not there.

    Raises field_invalid for what is no whole number from 1, or too high.
    """
    given = {"people": people, "calls": calls, "grace_minutes": grace_minutes}
    wrong = {
        name: ["invalid"]
        for name, value in given.items()
        if type(value) is not int or not 1 <= value <= _MOST[name]
    }
    if wrong:
        raise Problem("field_invalid", fields=wrong)
    room.stage_people, room.door_calls, room.grace_s = people, calls, grace_minutes * 60
    room.save(update_fields=["stage_people", "door_calls", "grace_s"])
    return room


@transaction.atomic
def door_arrive(
    *,
    slot: Slot,
    people: int,
    speaker_is_member: bool,
    note: str,
    actor: Person,
    at: datetime,
) -> DoorStep:
    """The team is here: how many go on stage, and whether one of the team speaks.

    Raises round_closed, slot_state_refused, door_state_refused where it has come already,
    door_too_many, reason_missing where the speaker is not of the team and no note says more.
    """
    locked, room, steps = _taken(slot, "arrive")
    if any(step.kind == DoorKind.ARRIVED for step in steps):
        raise Problem("door_state_refused")
    if people > room.stage_people:
        raise Problem("door_too_many", params={"most": str(room.stage_people)})
    if not speaker_is_member and not note.strip():
        raise Problem("reason_missing")
    made = DoorStep.objects.create(
        slot=locked,
        kind=DoorKind.ARRIVED,
        people=people,
        speaker_is_member=speaker_is_member,
        note=note.strip(),
        by=actor,
        at=at,
    )
    return _done(made, room, "arrive", actor, at)


@transaction.atomic
def door_call(*, slot: Slot, actor: Person, at: datetime) -> DoorStep:
    """The team is called, up to as often as the room says.

    Raises round_closed, slot_state_refused, door_state_refused once it was called so often.
    """
    locked, room, steps = _taken(slot, "call")
    calls = sum(step.kind == DoorKind.CALLED for step in steps)
    if calls >= room.door_calls:
        raise Problem("door_state_refused")
    made = DoorStep.objects.create(
        slot=locked, kind=DoorKind.CALLED, number=calls + 1, by=actor, at=at
    )
    return _done(made, room, "call", actor, at)


@transaction.atomic
def door_ready(*, slot: Slot, actor: Person, at: datetime) -> DoorStep:
    """The team stands ready. Raises round_closed, slot_state_refused, door_state_refused where it
    has not come, or stands ready already.
    """
    locked, room, steps = _taken(slot, "ready")
    kinds = {step.kind for step in steps}
    if DoorKind.ARRIVED not in kinds or DoorKind.READY in kinds:
        raise Problem("door_state_refused")
    made = DoorStep.objects.create(slot=locked, kind=DoorKind.READY, by=actor, at=at)
    return _done(made, room, "ready", actor, at)


@transaction.atomic
def door_undo(*, slot: Slot, actor: Person, at: datetime) -> DoorStep:
    """Take the team's last step at the door back. Raises undo_refused where there is none,
    round_closed, slot_state_refused.
    """
    _locked, room, steps = _taken(slot, "undo")
    if not steps:
        raise Problem("undo_refused")
    last = steps[-1]
    last.taken_back_at, last.taken_back_by = at, actor
    last.save(update_fields=["taken_back_at", "taken_back_by"])
    return _done(last, room, "undo", actor, at)


def _taken(slot: Slot, verb: str) -> tuple[Slot, Room, list[DoorStep]]:
    """Slot and room, locked, and the steps that stand, in their order."""
    round_hold(round_id=slot.room.panel.round_id)
    room = room_take(room_id=slot.room_id)
    locked = slot_lock(slot)
    if locked.room.panel.round.state not in _ON:
        raise Problem("round_closed")
    if locked.state not in _AHEAD:
        raise Problem("slot_state_refused", params={"state": locked.state, "verb": verb})
    return locked, room, door_steps(slots=[locked])


def _done(step: DoorStep, room: Room, verb: str, actor: Person, at: datetime) -> DoorStep:
    console_touch(room=room)
    body: dict[str, Any] = {
        "slot": str(step.slot.uid),
        "entry": step.slot.entry.number,
        "step": str(step.uid),
        "kind": step.kind,
        "number": step.number,
        "people": step.people,
        "speaker_is_member": step.speaker_is_member,
        "note": step.note,
        "by": str(actor.uid),
    }
    edition = step.slot.room.panel.round.edition
    edition_log(edition=edition, event=f"door.{verb}", body=body, at=at)
    return step
