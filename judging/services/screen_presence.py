"""A hall's screen shows its room, falls silent and is back: kept and told for consoles only."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from judging.models import Room, RoomScreen
from judging.services.rooms import console_touch
from judging.services.silence import heard_keep, silence_turn


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
    """When each screen was last heard, by its key."""
    heard_keep(rows=RoomScreen.objects.all(), key="pk", field="heard_at", heard=heard)


def screens_turn(*, rooms: Iterable[UUID], at: datetime) -> int:
    """Whoever fell silent is lost, whoever is heard again is back; how many changed."""
    return silence_turn(
        rows=RoomScreen.objects.filter(room__uid__in=list(rooms)),
        table=RoomScreen.objects.all(),
        field="heard_at",
        room="room_id",
        at=at,
        expected=Q(),
    )
