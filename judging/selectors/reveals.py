"""Whether a team's score may be opened to the hall, and whose comes next."""

from collections.abc import Iterable
from typing import Any

from contest.models import Round
from core.errors import Problem
from judging.models import SEALED_SLOTS, Room, Slot, SlotState
from judging.selectors.room_sessions import is_over, room_sessions
from judging.selectors.rulebooks import rulebook_of
from judging.stage.reveals import Called, Mode, reveal_due, reveal_refusal
from judging.stage.sessions import session_ends

# The round does not wait for them any more.
DONE_SLOTS = (*SEALED_SLOTS, SlotState.WITHDRAWN, SlotState.NO_SHOW)


def reveal_said(round: Round) -> Mode | None:  # noqa: A002 - the noun of the table
    """What the rulebook says of when the hall hears a score; None where it says nothing.

    Raises rulebook_invalid, rulebook_beyond_rooms.
    """
    rulebook = rulebook_of(round)
    return None if rulebook.rules is None else rulebook.rules.round(rulebook.round).reveal


def slot_reveal_refusal(slot: Slot) -> str | None:
    """The code that says why the slot's score is not opened now, or None."""
    turns = _turns(slot.room.slots.all())
    own = next(each for each in turns if each.slot == str(slot.uid))
    return _refusal(slot.room, own, turns)


def reveal_state(room: Room, slots: Iterable[Slot]) -> dict[str, Any]:
    """For the console: when scores are heard, whose comes next, and what keeps it back.

    `slots` are all of the room's.
    """
    turns = _turns(slots)
    due = reveal_due(turns)
    return {
        "mode": _mode(room.panel.round),
        "slot": None if due is None else due.slot,
        "why": None if due is None else _refusal(room, due, turns),
    }


def _mode(round: Round) -> Mode:  # noqa: A002 - the noun of the table
    """A document that does not say lets the hall hear each score at once, and so does one that
    cannot be read: nothing was ever judged by it.
    """
    try:
        return reveal_said(round) or "live_after_each"
    except Problem:
        return "live_after_each"


def _turns(slots: Iterable[Slot]) -> list[Called]:
    return [Called(str(slot.uid), slot.state, slot.called_at) for slot in slots]


def _refusal(room: Room, turn: Called, turns: list[Called]) -> str | None:
    mode = _mode(room.panel.round)
    is_unfinished = mode == "after_session" and _is_unfinished(room, turn)
    return reveal_refusal(mode, turn, turns, is_unfinished=is_unfinished)


def _is_unfinished(room: Room, turn: Called) -> bool:
    """Whether the session goes on: the turn's own where the room has several, else the round."""
    if session_ends(room.breaks):
        sessions = room_sessions(room, room.slots.all())
        own = next(each for each in sessions if turn.slot in {str(slot.uid) for slot in each})
        if len(sessions) > 1:
            return not is_over(own)
    open_slots = Slot.objects.filter(room__panel__round_id=room.panel.round_id)
    return open_slots.exclude(state__in=DONE_SLOTS).exists()
