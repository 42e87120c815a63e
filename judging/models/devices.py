"""Which devices a seat's judge was let in on."""

from django.db import models

from core.models import Device
from core.models.base import Row
from judging.models.panels import PanelSeat


class SeatDevice(Row):
    """A device that was bound for a seat: its host's desk sees it and may end it.

    A device is a person's; without this row one host would see what another one bound.
    """

    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="devices")
    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="seats")
    bound_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "device"], name="seat_device_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
