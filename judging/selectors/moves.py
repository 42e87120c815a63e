"""A room's steps: the last ones, and the one that can still be taken back."""

from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from core.clock import instant_text
from core.selectors.names import person_name
from judging.models import SHOWN_SLOTS, RoomMove

LAST_MOVES: Final = 8
# What the hall has seen, what two people decided, and everything before it, stays.
WALLS: Final = ("reveal", "confirm", "override", "return")


def _moves(room_id: int) -> "QuerySet[RoomMove]":
    rows = RoomMove.objects.filter(room_id=room_id).select_related("slot__entry", "by", "undoes")
    return rows.order_by("-number")


def last_moves(*, room_id: int, count: int = LAST_MOVES) -> list[RoomMove]:
    """The latest steps, newest first. One statement."""
    return list(_moves(room_id)[:count])


def undoable_move(*, room_id: int) -> RoomMove | None:
    """The latest step that stands; None where it is one that stays. One statement."""
    move = _moves(room_id).filter(undoes__isnull=True, undone_by__isnull=True).first()
    if move is None or move.verb in WALLS or move.slot.state in SHOWN_SLOTS:
        return None
    return move


def move_of(*, uid: UUID) -> RoomMove | None:
    """A step with its room."""
    rows = RoomMove.objects.select_related("slot", "by", "undoes", "room")
    return rows.filter(uid=uid).first()


def move_body(move: RoomMove) -> dict[str, Any]:
    """The wire form: what was done to which team, by whom and when."""
    by = move.by
    return {
        "id": str(move.uid),
        "verb": move.verb,
        "slot": str(move.slot.uid),
        "position": move.slot.position,
        "at": instant_text(move.at),
        "by": person_name(by),
        "undoes": move.undoes.verb if move.undoes else None,
    }
