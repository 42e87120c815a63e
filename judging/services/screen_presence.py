"""A hall's screen shows its room, falls silent and is back: kept and told for consoles only."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Case, DateTimeField, F, Q, Value, When

from core import tempo
from judging.models import Room, RoomScreen
from judging.services.rooms import console_touch


@transaction.atomic
def screen_begin(*, room: Room, device_id: int, at: datetime) -> int | None:
    """The screen's socket watches the room. Returns the screen's key, None for a strange device."""
    own = RoomScreen.objects.filter(room=room, device_id=device_id)
    screen_id = own.values_list("pk", flat=True).first()
    if screen_id is None:
        return None
    back = own.filter(online=False).update(online=True, since=at)
    own.filter(Q(heard_at__isnull=True) | Q(heard_at__lt=at)).update(heard_at=at)
    if back:
        console_touch(room=room)
    return screen_id


@transaction.atomic
def screens_keep(*, heard: Mapping[int, datetime]) -> None:
    """When each screen was last heard, by its key. One statement for all of them."""
    if not heard:
        return
    whens = [When(pk=screen, then=Value(at)) for screen, at in heard.items()]
    RoomScreen.objects.filter(pk__in=heard).update(
        heard_at=Case(*whens, default=F("heard_at"), output_field=DateTimeField())
    )


def screens_turn(*, rooms: Iterable[UUID], at: datetime) -> int:
    """Whoever fell silent is lost, whoever is heard again is back; how many changed.

    As with seats, any process may notice, and each change is told once.
    """
    quiet = timedelta(seconds=tempo.TEMPO.offline_s - tempo.TEMPO.version_poll_s)
    lost = Q(online=True, heard_at__lt=at - quiet)
    back = Q(online=False, heard_at__gte=at - quiet)
    due = list(
        RoomScreen.objects.filter(lost | back, room__uid__in=list(rooms)).values_list(
            "pk", "room_id"
        )
    )
    if not due:
        return 0
    with transaction.atomic():
        changed = 0
        for pk, _room in due:
            row = RoomScreen.objects.filter(pk=pk)
            changed += row.filter(lost).update(online=False, since=F("heard_at")) or row.filter(
                back
            ).update(online=True, since=F("heard_at"))
        if changed:
            for room in Room.objects.filter(pk__in={room for _pk, room in due}).order_by("pk"):
                console_touch(room=room)
    return changed
