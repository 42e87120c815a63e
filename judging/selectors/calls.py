"""Calls for staff: those that wait in a room, and a seat's own."""

from typing import Any
from uuid import UUID

from core.clock import instant_text
from judging.models import PanelSeat, StaffCall


def open_calls(room_id: int) -> list[dict[str, Any]]:
    """The calls of a room that nobody has answered, oldest first. One statement."""
    rows = StaffCall.objects.filter(room_id=room_id, answered_at__isnull=True)
    return [call_body(row) for row in rows.select_related("seat").order_by("called_at", "pk")]


def seat_calls(seat: PanelSeat) -> list[StaffCall]:
    """The seat's own calls, newest first."""
    rows = StaffCall.objects.filter(seat=seat).select_related("seat")
    return list(rows.order_by("-called_at", "-pk"))


def call_of(*, uid: UUID, room_uid: UUID | None = None) -> StaffCall | None:
    """A call with what its policy needs; of that room, if one is named."""
    rows = StaffCall.objects.select_related("seat", "room__panel__round__edition__contest")
    if room_uid is not None:
        rows = rows.filter(room__uid=room_uid)
    return rows.filter(uid=uid).first()


def call_body(call: StaffCall) -> dict[str, Any]:
    """The wire form: which seat wants what since when."""
    return {
        "id": str(call.uid),
        "seat": call.seat.number,
        "code": call.code,
        "state": "open" if call.answered_at is None else "answered",
        "called_at": instant_text(call.called_at),
        "answered_at": None if call.answered_at is None else instant_text(call.answered_at),
    }
