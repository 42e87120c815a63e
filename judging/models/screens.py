"""Which device shows which room to its hall."""

from django.db import models

from core.models import Device
from core.models.base import Row
from judging.models.rooms import Room


class RoomScreen(Row):
    """A paired screen of a room. It is over with its device.

    `heard_at` is when its socket was last heard, null before the first time; `since` is when it
    came or, once it is lost, when it was heard last.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="screens")
    device = models.OneToOneField(Device, on_delete=models.PROTECT, related_name="screen")
    bound_at = models.DateTimeField()
    online = models.BooleanField(default=False)
    since = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.uid)
