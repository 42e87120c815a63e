"""Breaks of a room's running order, for whoever shows them."""

from collections.abc import Iterable
from typing import Any

from core.clock import instant_text
from judging.models import Room, Slot
from judging.stage.breaks import Passage, break_due

Body = dict[str, Any]


def room_passages(room: Room) -> list[Passage]:
    """How far each turn of the room has come, in the order's places."""
    return passages(room.slots.order_by("position"))


def passages(slots: Iterable[Slot]) -> list[Passage]:
    """The same of slots that were read."""
    return [Passage(each.position, each.state, each.called_at, each.left_at) for each in slots]


def pause_body(room: Room, slots: Iterable[Slot]) -> Body | None:
    """The break that is due now, as the hall shows it: words, minutes, until."""
    due = break_due(room.breaks, passages(slots))
    if due is None:
        return None
    return {**due, "until": None if due["until"] is None else instant_text(due["until"])}
