"""The ceremony in a hall: a counted result, read out from the last place to the first."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.results import ResultSet
from judging.models.rooms import Room


class Ceremony(Row):
    """One result in one room; its places are the result's and never change.

    `shown_cue` is how many cues the hall has seen; it only rises. Where a result was counted
    again and says something else, it has a ceremony of its own; the last one is the room's.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="ceremonies")
    result_set = models.ForeignKey(ResultSet, on_delete=models.PROTECT, related_name="ceremonies")
    shown_cue = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "result_set"], name="ceremony_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.result_set_id}"
