"""A room's version: what screens compare."""

from django.db.models import F

from core.bus import changed
from judging.models import Room


def room_touch(*, room: Room) -> int:
    """Raise every audience's version by one and announce it after the commit; returns it."""
    return _raise(room, "version", "scene_version", "stage_version")


def stage_touch(*, room: Room) -> int:
    """The same where judges see nothing of the change: console and stage."""
    return _raise(room, "version", "stage_version")


def console_touch(*, room: Room) -> int:
    """The same where only the console sees the change."""
    return _raise(room, "version")


def _raise(room: Room, *counters: str) -> int:
    Room.objects.filter(pk=room.pk).update(**{name: F(name) + 1 for name in counters})
    room.refresh_from_db(fields=["version"])
    changed(room.uid, room.version)
    return room.version
