"""A browser that offers itself as a device without a person: a screen of a hall."""

from django.db import models

from core.models.access import Device
from core.models.base import Row


class Pairing(Row):
    """A code on a browser's screen, until `ends_at`. `device` once somebody took it in."""

    code = models.CharField(max_length=8)
    label = models.CharField(max_length=120, blank=True)
    asked_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    device = models.ForeignKey(Device, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["code", "ends_at"], name="pairing_by_code")]

    def __str__(self) -> str:
        return str(self.uid)
