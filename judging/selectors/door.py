"""The door: what stands of a team's steps, and what the console shows of them."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef

from core.clock import instant_text
from judging.models import DoorKind, DoorStep, Room, Slot

Body = dict[str, Any]


def door_steps(*, slots: Iterable[Slot]) -> list[DoorStep]:
    """The steps of these slots that were not taken back, oldest first. One statement."""
    rows = DoorStep.objects.filter(slot__in=list(slots), taken_back_at__isnull=True)
    return list(
        rows.select_related("slot__entry", "slot__room__panel__round__edition").order_by("pk")
    )


def room_door(room: Room) -> dict[int, Body]:
    """By slot, how its team stands at the door. One statement."""
    found: dict[int, Body] = {}
    rows = DoorStep.objects.filter(slot__room=room, taken_back_at__isnull=True).order_by("pk")
    for step in rows:
        body = found.setdefault(step.slot_id, no_door())
        at = instant_text(step.at)
        if step.kind == DoorKind.CALLED:
            body["calls"].append(at)
        elif step.kind == DoorKind.READY:
            body["ready_at"] = at
        else:
            body |= {
                "arrived_at": at,
                "people": step.people,
                "speaker_is_member": step.speaker_is_member,
                "note": step.note,
            }
    return found


def has_door() -> Exists:
    """For rows of slots: whether `room_door` has one."""
    return Exists(DoorStep.objects.filter(slot=OuterRef("pk"), taken_back_at__isnull=True))


def slot_door(slot: Slot) -> Body:
    """How one team stands at the door."""
    return room_door(slot.room).get(slot.pk) or no_door()


def no_door() -> Body:
    """Nobody has been seen and nobody was called."""
    return {
        "arrived_at": None,
        "people": None,
        "speaker_is_member": None,
        "note": "",
        "calls": [],
        "ready_at": None,
    }


def door_rules(room: Room) -> Body:
    """How many on stage at most, and when a team counts as not there."""
    return {"people": room.stage_people, "calls": room.door_calls, "grace_s": room.grace_s}


def door_calls(slot: Slot) -> list[DoorStep]:
    """The calls of a slot that stand, oldest first."""
    return [step for step in door_steps(slots=[slot]) if step.kind == DoorKind.CALLED]
