"""Which seats are there, for the console."""

from datetime import datetime
from typing import Any

from core.clock import instant_text
from judging.models import PanelSeat, SeatPresence

Presences = dict[int, SeatPresence]


def seat_presences(*, panel_id: int) -> Presences:
    """The rows of the panel's seats, by the seat's key; a seat never seen has none."""
    return {row.seat_id: row for row in SeatPresence.objects.filter(seat__panel_id=panel_id)}


def presence_body(seat: PanelSeat, rows: Presences) -> dict[str, Any]:
    """Whether the seat's judge is there and since when; never seen is offline since nothing."""
    row = rows.get(seat.pk)
    since: datetime | None = None if row is None else row.since
    return {
        "seat": seat.number,
        "presence": "online" if row is not None and row.online else "offline",
        "since": None if since is None else instant_text(since),
    }
