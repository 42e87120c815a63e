"""A session of a room is sealed as one: every team's sheets, once every judge has signed.

Where morning and afternoon are sealed apart the earlier comes first.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import (
    AHEAD_SLOTS,
    APART,
    SCORED_SLOTS,
    Room,
    ScoreSheet,
    SheetState,
    Slot,
    SlotState,
)
from judging.selectors.room_sessions import room_sessions, session_due
from judging.selectors.rulebooks import rulebook_of
from judging.services.locks import room_take, round_hold
from judging.services.moves import move_add, room_standing, seen_require
from judging.services.rooms import room_touch
from judging.services.sheets import sheets_lock
from judging.services.slot_clock import slot_clock
from judging.services.slots import ON_STAGE


@transaction.atomic
def session_seal(*, room: Room, actor: Person, at: datetime, seen: UUID | None = None) -> Room:
    """Seal every team of the session that is due; the first is then the room's, to be revealed,
    unless another one is on stage.

    Raises session_per_slot where the rulebook seals team by team, round_state_refused and
    round_closed, session_running while a team of it is still to come, session_sealed where nothing
    is left to seal, sheets_missing, sheets_below_minimum, room_moved where `seen` is not the
    room's last step.
    """
    round_hold(round_id=room.panel.round_id)
    # Sheets before the room: the order of locks is the same as on the score path.
    sheets = sheets_lock(_live(room))
    locked = room_take(room_id=room.pk)
    seen_require(room=locked, seen=seen)
    _require(locked)
    sessions = room_sessions(locked, _slots_lock(locked))
    due = session_due(sessions)
    heard = _heard([] if due is None else sessions[due])
    keys = {slot.pk for slot in heard}
    _require_sheets(locked, heard, [each for each in sheets if each.slot_id in keys])
    before = room_standing(room=locked, slots=heard)
    for slot in heard:
        _seal(slot, at)
    current = locked.current_slot
    if current is None or current.pk in keys or current.state not in ON_STAGE:
        locked.current_slot = heard[0]
        locked.save(update_fields=["current_slot"])
    after = room_standing(room=locked, slots=heard)
    move_add(
        room=locked, slot=heard[0], verb="seal_session", actor=actor, at=at, before=before,
        after=after,
    )  # fmt: skip
    room_touch(room=locked)
    body: dict[str, Any] = {
        "room": str(locked.uid),
        "slots": [{"slot": str(slot.uid), "entry": slot.entry.number} for slot in heard],
        "by": str(actor.uid),
    }
    if due is not None and len(sessions) > 1:
        body["session"] = [due + 1, len(sessions)]
    edition_log(edition=room.panel.round.edition, event="session.seal", body=body, at=at)
    return locked


def _live(room: Room) -> QuerySet[ScoreSheet]:
    """Of every team: which of them were heard is known once the room is ours."""
    rows = ScoreSheet.objects.filter(slot__room_id=room.pk)
    return rows.exclude(state__in=[*APART, SheetState.EXCLUDED])


def _slots_lock(room: Room) -> list[Slot]:
    """All of the room's, in running order: what is locked is locked by key."""
    rows = Slot.objects.select_for_update(of=("self",), no_key=True).select_related("entry")
    locked = list(rows.filter(room_id=room.pk).order_by("pk"))
    return sorted(locked, key=lambda slot: slot.position)


def _require(room: Room) -> None:
    judged = room.panel.round
    if not rulebook_of(judged).by_session:
        raise Problem("session_per_slot")
    if judged.state == RoundState.PREPARED:
        raise Problem("round_state_refused", params={"state": judged.state, "verb": "seal"})
    if judged.state != RoundState.OPEN:
        raise Problem("round_closed")


def _heard(slots: list[Slot]) -> list[Slot]:
    """What is sealed of a session: all of it was heard."""
    ahead = sum(slot.state in AHEAD_SLOTS for slot in slots)
    if ahead:
        raise Problem("session_running", params={"ahead": str(ahead)})
    heard = [slot for slot in slots if slot.state in SCORED_SLOTS]
    if not heard:
        raise Problem("session_sealed")
    return heard


def _require_sheets(room: Room, heard: list[Slot], sheets: list[ScoreSheet]) -> None:
    """Every live sheet is signed, and each team has enough for a result."""
    missing = sum(sheet.state == SheetState.OPEN for sheet in sheets)
    if missing:
        raise Problem("sheets_missing", params={"missing": str(missing)})
    minimum = rulebook_of(room.panel.round).panel.least
    for slot in heard:
        count = sum(sheet.slot_id == slot.pk for sheet in sheets)
        if count < minimum:
            raise Problem(
                "sheets_below_minimum", params={"count": str(count), "minimum": str(minimum)}
            )


def _seal(slot: Slot, at: datetime) -> None:
    slot_clock(slot=slot, verb="seal", code="", at=at)
    slot.left_at = slot.left_at or at
    slot.state = SlotState.SEALED
    slot.save()
