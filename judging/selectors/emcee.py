"""What the emcee's page says beside the hall's picture: who is on, who comes next, the clock.

No sheet is read for it: a score is in the hall's picture from its cue on, and nowhere else.
"""

from typing import Any

from judging.models import Room, Slot, SlotState
from judging.selectors.breaks import pause_body
from judging.selectors.clocks import clock_body
from judging.selectors.stage import stage_state

Body = dict[str, Any]
_WAITS = (SlotState.WAITING, SlotState.DEFERRED)


def emcee_state(room: Room) -> Body:
    """The hall's picture, and under `emcee` the running order as it stands."""
    slots = list(room.slots.select_related("entry__team", "entry__track").order_by("position"))
    current = next((slot for slot in slots if slot.pk == room.current_slot_id), None)
    waiting = sorted(
        (slot for slot in slots if slot.state in _WAITS),
        key=lambda slot: (slot.state == SlotState.DEFERRED, slot.position),
    )
    return {
        **stage_state(room),
        "emcee": {
            "place": _place(room),
            "current": None if current is None else _turn(current),
            "clock": None if current is None else clock_body(current),
            "upcoming": _turn(waiting[0]) if waiting else None,
            "running": [_turn(slot) for slot in slots],
            "breaks": room.breaks,
            "pause": pause_body(room, slots),
        },
    }


def _place(room: Room) -> Body:
    """Where it is, under black too."""
    edition = room.panel.round.edition
    return {
        "contest": edition.contest.name,
        "round": room.panel.round.name,
        "room": room.name,
        "time_zone": edition.time_zone,
    }


def _turn(slot: Slot) -> Body:
    entry = slot.entry
    return {
        "position": slot.position,
        "state": slot.state,
        "entry": {"number": entry.number, "title": entry.title, "team": entry.team.name},
        "track": None if entry.track is None else entry.track.name,
    }
