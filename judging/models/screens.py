"""Which device shows which room to its hall."""

from django.db import models

from core.models import Device
from core.models.base import Row
from judging.models.rooms import Room


class RoomScreen(Row):
    """A paired screen of a room. It is over with its device."""

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="screens")
    device = models.OneToOneField(Device, on_delete=models.PROTECT, related_name="screen")
    bound_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.uid)
