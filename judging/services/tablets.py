"""What a judge's tablet tells of itself: kept beside her presence, told to consoles only."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from core.errors import Problem
from judging.models import Room, SeatPresence
from judging.selectors.presence import tablet_needs
from judging.services.presence import presence_begin
from judging.services.rooms import console_touch


@dataclass(frozen=True, slots=True)
class TabletFacts:
    """Percent of the battery, whether it is charged, free MB of the browser's store, whether the
    screen is kept on. None is what the browser cannot tell.
    """

    battery: int | None = None
    charging: bool | None = None
    free_mb: int | None = None
    awake: bool | None = None


@transaction.atomic
def tablet_tell(*, room: Room, person_id: int, facts: TabletFacts, at: datetime) -> None:
    """Keep what the judge's tablet says; consoles hear of it where something is to be done.

    Raises not_found for somebody without a seat in the room.
    """
    seats = presence_begin(room=room, person_id=person_id, at=at)
    if not seats:
        raise Problem("not_found")
    rows = SeatPresence.objects.select_for_update(of=("self",)).filter(seat_id__in=seats)
    changed = False
    for row in rows.order_by("pk"):
        before = tablet_needs(row)
        row.battery, row.charging = facts.battery, facts.charging
        row.free_mb, row.awake = facts.free_mb, facts.awake
        row.save(update_fields=["battery", "charging", "free_mb", "awake"])
        changed = changed or tablet_needs(row) != before
    if changed:
        console_touch(room=room)
