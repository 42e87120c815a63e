"""Breaks in a room's running order: put in, changed or moved, taken out."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import Room
from judging.selectors.breaks import room_passages
from judging.services.locks import room_take, round_hold
from judging.services.rooms import stage_touch
from judging.stage.breaks import place_reached

_MOST: Final = 20

Breaks = list[dict[str, Any]]


@transaction.atomic
def break_add(
    *, room: Room, after: int, minutes: int, words: dict[str, str], actor: Person, at: datetime
) -> Room:
    """Put a break after the place `after` (0 is before the first); `minutes` long, with `words`.

    Raises round_closed, break_place_passed, break_place_taken, break_too_many, field_invalid for
    a place that the order does not have.
    """
    locked = _taken(room)
    if len(locked.breaks) >= _MOST:
        raise Problem("break_too_many", params={"most": str(_MOST)})
    made = {
        "id": str(uuid4()),
        "after": after,
        "minutes": minutes,
        "words": words,
        "skipped": False,
    }
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
    actor: Person,
    at: datetime,
) -> Room:
    """Move a break to another place, change its length and words, skip it or not.

    Raises break_gone and what `break_add` raises. One whose place has passed stays as it was.
    """
    locked = _taken(room)
    was, others = _found(locked, uid)
    made = {**_break(uid, after, minutes, words), "skipped": skipped}
    _place_check(locked, was, [])
    _place_check(locked, made, others)
    return _done(locked, [*others, made], ("set", made), actor, at)


@transaction.atomic
def break_remove(*, room: Room, uid: UUID, actor: Person, at: datetime) -> Room:
    """Take a break out. Raises round_closed, break_gone, break_place_passed."""
    locked = _taken(room)
    was, others = _found(locked, uid)
    _place_check(locked, was, [])
    return _done(locked, others, ("remove", was), actor, at)


def _break(uid: UUID, after: int, minutes: int, words: dict[str, str]) -> dict[str, Any]:
    return {"id": str(uid), "after": after, "minutes": minutes, "words": words, "skipped": False}


def _taken(room: Room) -> Room:
    round_hold(round_id=room.panel.round_id)
    room.panel.round.refresh_from_db(fields=["state"])
    if room.panel.round.state not in (RoundState.PREPARED, RoundState.OPEN):
        raise Problem("round_closed")
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


def _done(
    room: Room, breaks: Breaks, told: tuple[str, dict[str, Any]], actor: Person, at: datetime
) -> Room:
    verb, changed = told
    room.breaks = sorted(breaks, key=lambda each: each["after"])
    room.save(update_fields=["breaks"])
    stage_touch(room=room)
    body = {"room": str(room.uid), "break": changed, "by": str(actor.uid)}
    edition_log(edition=room.panel.round.edition, event=f"break.{verb}", body=body, at=at)
    return room
