"""Keep each step of a room with what stood before it, and take the last one back."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import transaction

from contest.models import RoundState
from contest.services.events import edition_log
from core.errors import Problem
from core.models import Person
from judging.models import Room, RoomMove, ScoreSheet, SheetState, Slot, SlotState
from judging.selectors.moves import last_moves, move_body, undoable_move
from judging.selectors.room_sessions import is_put_off
from judging.selectors.seatings import away_pairs
from judging.services.locks import room_take, round_hold
from judging.services.rooms import room_touch

_TIMES: Final = ("clock_started_at", "paused_at", "called_at", "left_at")
_PLAIN: Final = ("state", "duration_s", "paused_ms", "pause_code")

Standing = dict[str, Any]


def room_standing(
    *, room: Room, slots: Iterable[Slot], sheets: Mapping[str, str] | None = None
) -> Standing:
    """What stands: the current slot, these slots with their clocks, the states of these sheets.

    `shown` is what the hall sees, under black too.
    """
    return {
        "current": str(room.current_slot.uid) if room.current_slot else None,
        "slots": {str(slot.uid): _slot_standing(slot) for slot in slots},
        "sheets": dict(sheets or {}),
        "shown": room.under or room.program,
    }


def _slot_standing(slot: Slot) -> Standing:
    times = {name: getattr(slot, name) for name in _TIMES}
    return {
        **{name: getattr(slot, name) for name in _PLAIN},
        **{name: None if at is None else at.isoformat() for name, at in times.items()},
    }


def move_add(
    *,
    room: Room,
    slot: Slot,
    verb: str,
    actor: Person,
    at: datetime,
    before: Standing,
    after: Standing,
    undoes: RoomMove | None = None,
) -> RoomMove:
    """Add the step; the room is locked, so its number is the next."""
    last = last_moves(room_id=room.pk, count=1)
    return RoomMove.objects.create(
        room=room,
        number=last[0].number + 1 if last else 1,
        slot=slot,
        verb=verb,
        by=actor,
        at=at,
        before=before,
        after=after,
        undoes=undoes,
    )


def seen_require(*, room: Room, seen: UUID | None) -> None:
    """Whoever says which step they saw last must have seen the last. Raises room_moved."""
    if seen is None:
        return
    last = last_moves(room_id=room.pk, count=1)
    if not last or last[0].uid != seen:
        raise _moved(last)


def _moved(last: list[RoomMove]) -> Problem:
    return Problem("room_moved", extra={"move": move_body(last[0]) if last else None})


@transaction.atomic
def move_undo(*, room: Room, seen: UUID, actor: Person, at: datetime) -> RoomMove:
    """Take the step that the caller saw back: clocks run on as if it had never been.

    Raises room_moved where another step came first, undo_refused where none can be taken back,
    round_closed.
    """
    round_hold(round_id=room.panel.round_id)
    if room.panel.round.state != RoundState.OPEN:
        raise Problem("round_closed")
    asked = undoable_move(room_id=room.pk)
    sheets = _sheets_lock(asked)
    locked = room_take(room_id=room.pk)
    move = undoable_move(room_id=room.pk)
    if move is None or move.uid != seen or asked is None or asked.pk != move.pk:
        raise _refusal(room, seen, move)
    slots = _slots_lock(move)
    if room_standing(room=locked, slots=slots)["slots"] != move.after["slots"]:
        raise Problem("undo_refused")
    _restore(locked, move, slots, sheets)
    undone = move_add(
        room=locked,
        slot=move.slot,
        verb="undo",
        actor=actor,
        at=at,
        before=move.after,
        after=move.before,
        undoes=move,
    )
    room_touch(room=locked)
    _log(room, move, actor, at)
    return undone


def _refusal(room: Room, seen: UUID, move: RoomMove | None) -> Problem:
    """Somebody else was faster, or there is nothing to take back."""
    last = last_moves(room_id=room.pk, count=1)
    if move is None and (not last or last[0].uid == seen):
        return Problem("undo_refused")
    return _moved(last)


def _sheets_lock(move: RoomMove | None) -> list[ScoreSheet]:
    """The sheets that the step took out, by key: sheets come before the room."""
    uids = list(move.before["sheets"]) if move else []
    if not uids:
        return []
    rows = ScoreSheet.objects.select_for_update(of=("self",)).select_related("slot")
    return list(rows.filter(uid__in=uids).order_by("pk"))


def _slots_lock(move: RoomMove) -> list[Slot]:
    rows = Slot.objects.select_for_update(no_key=True).filter(uid__in=list(move.before["slots"]))
    return list(rows.order_by("pk"))


def _restore(room: Room, move: RoomMove, slots: list[Slot], sheets: list[ScoreSheet]) -> None:
    for slot in slots:
        was = move.before["slots"][str(slot.uid)]
        for name in _PLAIN:
            setattr(slot, name, was[name])
        for name in _TIMES:
            setattr(slot, name, None if was[name] is None else datetime.fromisoformat(was[name]))
        slot.put_off = _put_off(slot, room, move)
        slot.save()
    # Who was recused in the meantime stays so.
    recused = away_pairs(round_id=room.panel.round_id) if sheets else set()
    for sheet in sheets:
        gone = (sheet.seat_id, sheet.slot.entry_id) in recused
        if sheet.state == SheetState.EXCLUDED and not gone:
            sheet.state = move.before["sheets"][str(sheet.uid)]
            sheet.save(update_fields=["state"])
    current = move.before["current"]
    room.current_slot = Slot.objects.get(uid=current) if current else None
    _shown(room, move)
    room.save(update_fields=["current_slot", "program", "under"])


def _put_off(slot: Slot, room: Room, move: RoomMove) -> bool:
    """Whether it is put off past the end of its session, as if the step had never been."""
    if slot.state in (SlotState.DEFERRED, SlotState.WAITING):
        return slot.state == SlotState.DEFERRED
    return is_put_off(slot, room) if move.verb == "defer" else slot.put_off


def _shown(room: Room, move: RoomMove) -> None:
    """The scene that the step brought goes with it; one that a person chose since stays."""
    if not room.follow or (room.under or room.program) != move.after["shown"]:
        return
    if room.under is None:
        room.program = move.before["shown"]
    else:
        room.under = move.before["shown"]


def _log(room: Room, move: RoomMove, actor: Person, at: datetime) -> None:
    slot = str(move.slot.uid)
    body = {
        "slot": slot,
        "entry": move.slot.entry.number,
        "move": str(move.uid),
        "verb": move.verb,
        "from": move.after["slots"][slot]["state"],
        "to": move.before["slots"][slot]["state"],
        "by": str(actor.uid),
    }
    edition_log(edition=room.panel.round.edition, event="slot.undo", body=body, at=at)
