"""Which of a room's teams are signed and sealed together."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from judging.models import AHEAD_SLOTS, SCORED_SLOTS, Room, ScoreSheet, SheetState, Slot, SlotState
from judging.selectors.rulebooks import rulebook_card_known, rulebook_of
from judging.stage.sessions import Break, Place, session_ends, sessions_of

_SIGNED = (SheetState.SIGNED, SheetState.COUNTED)
_WAITS = (SlotState.WAITING, SlotState.DEFERRED)
_UNFINISHED = (*AHEAD_SLOTS, *SCORED_SLOTS)


class OwnSession(NamedTuple):
    """A judge's open sheets of one session, in running order; for how many the team is still to be
    heard; which session of how many, from 1.
    """

    sheets: list[ScoreSheet]
    ahead: int
    number: int = 1
    of: int = 1


def is_by_session(room: Room) -> bool:
    """Whether the room's teams are signed and sealed together; not by a rulebook it cannot read."""
    if rulebook_card_known(room.panel.round) is None:
        return False
    return rulebook_of(room.panel.round).by_session


def room_sessions(
    room: Room, slots: Iterable[Slot], breaks: Sequence[Break] | None = None
) -> list[list[Slot]]:
    """The slots, all of the room's, by session, in running order; with other breaks if given.

    One session where teams are sealed one by one.
    """
    rows = {slot.pk: slot for slot in slots}
    places = [Place(slot.pk, slot.position, slot.put_off) for slot in rows.values()]
    asked = room.breaks if breaks is None else breaks
    found = sessions_of(places, asked if is_by_session(room) else ())
    return [[rows[pk] for pk in session] for session in found]


def session_due(sessions: Sequence[list[Slot]]) -> int | None:
    """The first session, from 0, that is neither sealed nor given up; None where all are."""
    return next((at for at, slots in enumerate(sessions) if not is_over(slots)), None)


def own_session_due(room: Room, sheets: Iterable[ScoreSheet]) -> OwnSession:
    """Of a judge's open sheets the first session that she may sign, else the first of all."""
    by_slot = {sheet.slot_id: sheet for sheet in sheets}
    sessions = room_sessions(room, room.slots.all())
    found = []
    for number, slots in enumerate(sessions, start=1):
        hers = [slot for slot in slots if slot.pk in by_slot]
        if hers:
            ahead = sum(slot.state in AHEAD_SLOTS for slot in hers)
            own = [by_slot[slot.pk] for slot in hers]
            found.append(OwnSession(own, ahead, number, len(sessions)))
    ready = (each for each in found if not each.ahead)
    return next(ready, found[0] if found else OwnSession([], 0))


def is_over(slots: Iterable[Slot]) -> bool:
    """Whether nothing of a session is to come or to be sealed."""
    return not any(slot.state in _UNFINISHED for slot in slots)


def signed_slots(room: Room) -> set[int]:
    """The room's slots of which a judge has signed a sheet that stands."""
    rows = ScoreSheet.objects.filter(slot__room_id=room.pk, state__in=_SIGNED)
    return set(rows.values_list("slot_id", flat=True))


def is_put_off(slot: Slot, room: Room) -> bool:
    """Whether a team that was put off and is called comes after the end of its own session.

    So where a later session has begun, or somebody has signed its own one.
    """
    if not session_ends(room.breaks):
        return False
    others = [each for each in room.slots.all() if each.pk != slot.pk]
    own = Slot(pk=slot.pk, position=slot.position, state=slot.state, put_off=False)
    sessions = room_sessions(room, [*others, own])
    at = next(n for n, session in enumerate(sessions) if own in session)
    later = [each for session in sessions[at + 1 :] for each in session]
    if any(each.called_at is not None and each.state not in _WAITS for each in later):
        return True
    return bool(signed_slots(room) & {each.pk for each in sessions[at]})
