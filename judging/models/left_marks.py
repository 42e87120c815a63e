"""Marks that a judge's former tablet still had when another one had taken its place."""

from django.db import models

from core.models import Device
from core.models.base import Row
from judging.models.scores import ScoreSheet


class LeftMark(Row):
    """The last thing typed there for a criterion, in hundredths; null cleared it.

    It counts nowhere. It is offered to its judge, who types it or lets it go, and is hers alone.
    """

    device = models.ForeignKey(Device, on_delete=models.PROTECT, related_name="left_marks")
    sheet = models.ForeignKey(ScoreSheet, on_delete=models.PROTECT, related_name="left_marks")
    criterion = models.CharField(max_length=48)
    value = models.IntegerField(null=True)
    client_seq = models.BigIntegerField()
    device_time = models.CharField(max_length=40, blank=True)
    came_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "sheet", "criterion"], name="left_mark_once"),
        ]

    def __str__(self) -> str:
        return str(self.uid)
