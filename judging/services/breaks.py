"""Breaks in a room's running order: put in, changed or moved, taken out."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import Room, ScoreSheet, SlotState
from judging.selectors.breaks import room_passages
from judging.selectors.room_sessions import is_by_session, room_sessions, signed_slots
from judging.services.locks import room_take, round_hold
from judging.services.rooms import room_touch, stage_touch
from judging.services.sheets import sheets_lock
from judging.stage.breaks import place_reached
from judging.stage.sessions import session_ends

_MOST: Final = 20
_GONE: Final = (SlotState.WITHDRAWN, SlotState.NO_SHOW)

Breaks = list[dict[str, Any]]


@transaction.atomic
def break_add(
    *,
    room: Room,
    after: int,
    minutes: int,
    words: dict[str, str],
    ends_session: bool = False,
    actor: Person,
    at: datetime,
) -> Room:
    """Put a break after the place `after` (0 is before the first); `minutes` long, with `words`.

    With `ends_session` what was heard before it is signed and sealed apart.

    Raises round_closed, break_place_passed, break_place_taken, break_too_many, field_invalid for
    a place that the order does not have, session_per_slot where teams are sealed one by one,
    break_session_signed where it would part what was signed together.
    """
    locked = _taken(room)
    if len(locked.breaks) >= _MOST:
        raise Problem("break_too_many", params={"most": str(_MOST)})
    _ends_check(locked, ends_session)
    made = _break(uuid4(), after, minutes, words, ends=ends_session)
    _place_check(locked, made, locked.breaks)
    return _done(locked, [*locked.breaks, made], ("add", made), actor, at)


@transaction.atomic
def break_set(
    *,
    room: Room,
    uid: UUID,
    after: int,
    minutes: int,
    words: dict[str, str],
    skipped: bool,
    ends_session: bool | None = None,
    actor: Person,
    at: datetime,
) -> Room:
    """Move a break to another place, change its length and words, skip it or not.

    `ends_session` stays as it is where it is not said. Raises break_gone and what `break_add`
    raises. One whose place has passed stays as it was.
    """
    locked = _taken(room)
    was, others = _found(locked, uid)
    ends = bool(was.get("ends_session")) if ends_session is None else ends_session
    _ends_check(locked, ends and not was.get("ends_session"))
    made = {**_break(uid, after, minutes, words, ends=ends), "skipped": skipped}
    _place_check(locked, was, [])
    _place_check(locked, made, others)
    return _done(locked, [*others, made], ("set", made), actor, at)


@transaction.atomic
def break_remove(*, room: Room, uid: UUID, actor: Person, at: datetime) -> Room:
    """Take a break out. Raises round_closed, break_gone, break_place_passed, and
    break_session_signed where sessions would be joined of which one was signed.
    """
    locked = _taken(room)
    was, others = _found(locked, uid)
    _place_check(locked, was, [])
    return _done(locked, others, ("remove", was), actor, at)


def _break(
    uid: UUID, after: int, minutes: int, words: dict[str, str], *, ends: bool
) -> dict[str, Any]:
    made = {"id": str(uid), "after": after, "minutes": minutes, "words": words, "skipped": False}
    return {**made, "ends_session": True} if ends else made


def _taken(room: Room) -> Room:
    round_hold(round_id=room.panel.round_id)
    room.panel.round.refresh_from_db(fields=["state"])
    if room.panel.round.state not in (RoundState.PREPARED, RoundState.OPEN):
        raise Problem("round_closed")
    # Nobody signs meanwhile: what is signed together must not be parted.
    if is_by_session(room):
        sheets_lock(ScoreSheet.objects.filter(slot__room_id=room.pk))
    return room_take(room_id=room.pk)


def _found(room: Room, uid: UUID) -> tuple[dict[str, Any], Breaks]:
    others = [each for each in room.breaks if each["id"] != str(uid)]
    was = next((each for each in room.breaks if each["id"] == str(uid)), None)
    if was is None:
        raise Problem("break_gone")
    return was, others


def _place_check(room: Room, made: dict[str, Any], others: Breaks) -> None:
    turns = room_passages(room)
    if made["after"] and made["after"] not in {turn.position for turn in turns}:
        raise Problem("field_invalid", fields={"after": ["invalid"]})
    if made["after"] < place_reached(turns):
        raise Problem("break_place_passed")
    if any(each["after"] == made["after"] for each in others):
        raise Problem("break_place_taken")


def _ends_check(room: Room, ends: bool) -> None:
    if ends and not is_by_session(room):
        raise Problem("session_per_slot")


def _sessions_check(room: Room, breaks: Breaks) -> None:
    """What was signed as a session stays one; who has left the order is of none."""
    if session_ends(breaks) == session_ends(room.breaks):
        return
    slots = [slot for slot in room.slots.all() if slot.state not in _GONE]
    signed = signed_slots(room)
    parts = [
        {
            frozenset(slot.pk for slot in session)
            for session in room_sessions(room, slots, each)
            if any(slot.pk in signed for slot in session)
        }
        for each in (room.breaks, breaks)
    ]
    if parts[0] != parts[1]:
        raise Problem("break_session_signed")


def _done(
    room: Room, breaks: Breaks, told: tuple[str, dict[str, Any]], actor: Person, at: datetime
) -> Room:
    verb, changed = told
    breaks = sorted(breaks, key=lambda each: each["after"])
    _sessions_check(room, breaks)
    joined = session_ends(room.breaks) == session_ends(breaks)
    room.breaks = breaks
    room.save(update_fields=["breaks"])
    # Judges see only which of their teams are signed together.
    (stage_touch if joined else room_touch)(room=room)
    body = {"room": str(room.uid), "break": changed, "by": str(actor.uid)}
    edition_log(edition=room.panel.round.edition, event=f"break.{verb}", body=body, at=at)
    return room
