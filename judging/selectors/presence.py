"""Which seats are there, for the console."""

from datetime import datetime
from typing import Any, Final

from core.clock import instant_text
from judging.models import PanelSeat, SeatPresence

Presences = dict[int, SeatPresence]
LOW_BATTERY: Final = 20  # percent, not charging
LEAST_FREE_MB: Final = 50


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
        "tablet": None if row is None else tablet_needs(row),
    }


def tablet_needs(row: SeatPresence) -> dict[str, Any] | None:
    """What somebody should see to at the tablet: None where nothing is, or where it cannot tell.

    `battery` is the percent left of one that runs low, `storage` whether little is free, `sleeps`
    whether the screen may go dark. A judge who is away, or at the basic card, tells nothing.
    """
    if not row.online or row.until is not None:
        return None
    drains = row.battery is not None and row.battery <= LOW_BATTERY and row.charging is False
    little = row.free_mb is not None and row.free_mb < LEAST_FREE_MB
    if not (drains or little or row.awake is False):
        return None
    return {
        "battery": row.battery if drains else None,
        "storage": little,
        "sleeps": row.awake is False,
    }
