"""A seat's judge comes and goes: kept for every console, told to consoles only."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from core import tempo
from judging.models import PanelSeat, Room, SeatPresence
from judging.selectors.seatings import sitting_seats
from judging.services.rooms import console_touch
from judging.services.silence import heard_keep, silence_turn


@transaction.atomic
def presence_begin(*, room: Room, person_id: int, at: datetime) -> list[int]:
    """The judge's socket watches the room: there at once. Returns the keys of the seats."""
    hers = PanelSeat.objects.filter(panel_id=room.panel_id, expert__person_id=person_id)
    seats = list(hers.values_list("pk", flat=True))
    came = 0
    for seat_id in seats:
        row, made = SeatPresence.objects.get_or_create(
            seat_id=seat_id, defaults={"since": at, "seen_at": at}
        )
        own = SeatPresence.objects.filter(pk=row.pk)
        back = 0 if made else own.filter(online=False).update(online=True, since=at)
        own.filter(seen_at__lt=at).update(seen_at=at)
        # From now on silence is what tells that the judge is gone.
        own.filter(until__isnull=False).update(until=None)
        came += int(made) + back
    if came:
        console_touch(room=room)
    return seats


@transaction.atomic
def presence_visit(*, seat: PanelSeat, at: datetime) -> None:
    """The judge opened or sent a page of the basic card: there for `page_presence_s` from now.

    Whoever was there a moment ago, by page or by socket, is not noted again.
    """
    just = timedelta(seconds=tempo.TEMPO.offline_s)
    own = SeatPresence.objects.filter(seat=seat)
    waits = not sitting_seats().filter(pk=seat.pk).exists()
    if waits or own.filter(online=True, seen_at__gt=at - just).exists():
        return
    until = at + timedelta(seconds=tempo.TEMPO.page_presence_s)
    first = {"since": at, "seen_at": at, "until": until}
    _row, made = SeatPresence.objects.get_or_create(seat=seat, defaults=first)
    back = 0 if made else own.filter(online=False).update(online=True, since=at)
    own.filter(seen_at__lt=at).update(seen_at=at, until=until)
    if made or back:
        console_touch(room=seat.panel.room)


@transaction.atomic
def presence_keep(*, heard: Mapping[int, datetime]) -> None:
    """When each seat was last heard of, by its key."""
    heard_keep(rows=SeatPresence.objects.all(), key="seat_id", field="seen_at", heard=heard)


def presence_turn(*, rooms: Iterable[UUID], at: datetime) -> int:
    """Whoever fell silent is gone, whoever is heard again is back; how many changed.

    Pages are waited for until their time is over.
    """
    return silence_turn(
        rows=SeatPresence.objects.filter(seat__panel__room__uid__in=list(rooms)),
        table=SeatPresence.objects.all(),
        field="seen_at",
        room="seat__panel__room__pk",
        at=at,
        expected=Q(until__isnull=True) | Q(until__lt=at),
    )
