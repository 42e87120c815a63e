"""What a team's own page tells of its turns: room, place, breaks on the way, its moving up."""

from typing import Any

from django.db.models import Max

from contest.models import Entry, Round
from core.clock import instant_text
from judging.models import AHEAD_SLOTS, Slot, SlotState, Substitution
from judging.selectors.moved_up import moved_up_of
from judging.stage.breaks import breaks_told

Body = dict[str, Any]

_OUT = (SlotState.NO_SHOW, SlotState.WITHDRAWN)


def entry_turns(entry: Entry) -> list[Body]:
    """One row for each round in which the entry has a turn or moved up, the latest round first.

    An order is there once it is revealed, as on the public page of the draw. Of others there is
    nothing but how many they are.
    """
    slots = Slot.objects.filter(entry=entry).select_related("room__panel__round")
    turns = {slot.room.panel.round_id: slot for slot in slots.order_by("pk")}
    moved = {row.round_id: row for row in moved_up_of(entry)}
    rounds = {slot.room.panel.round_id: slot.room.panel.round for slot in turns.values()}
    rounds |= {row.round_id: row.round for row in moved.values()}
    latest = sorted(rounds.values(), key=lambda each: -each.seq)
    return [_row(each, turns.get(each.pk), moved.get(each.pk)) for each in latest]


def _row(round: Round, slot: Slot | None, moved: Substitution | None) -> Body:  # noqa: A002 - the noun of the table
    return {
        "round": {"id": str(round.uid), "code": round.code, "name": round.name},
        "moved_up_at": None if moved is None else instant_text(moved.made_at),
        "taken_back_at": None
        if moved is None or moved.ended_at is None
        else instant_text(moved.ended_at),
        "turn": None if slot is None else _turn(slot),
    }


def _turn(slot: Slot) -> Body:
    return {
        "room": slot.room.name,
        "position": slot.position,
        "of": Slot.objects.filter(room=slot.room).aggregate(last=Max("position"))["last"],
        "state": _state(slot.state),
        "breaks": breaks_told(slot.room.breaks),
    }


def _state(state: str) -> str:
    """What anybody in the hall could see: ahead, heard or out; never how far the marks are."""
    if state in _OUT:
        return "out"
    return "ahead" if state in AHEAD_SLOTS else "heard"
