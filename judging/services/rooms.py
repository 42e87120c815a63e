"""A room's version: what screens compare."""

from django.db.models import F

from core.bus import changed
from judging.models import Room


def room_touch(*, room: Room) -> int:
    """Raise the version by one and announce it after the commit; returns it."""
    Room.objects.filter(pk=room.pk).update(
        version=F("version") + 1, scene_version=F("scene_version") + 1
    )
    room.refresh_from_db(fields=["version"])
    changed(room.uid, room.version)
    return room.version
