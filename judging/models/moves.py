"""Every step of a room with what stood before it: what undoing goes back to."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.rooms import Room, Slot


class RoomMove(Row):
    """One step in a room; rows are only added. `number` counts from 1 in its room.

    `before` and `after` hold the touched slots, the current one and the states of sheets that the
    step changed. A move that undoes another one names it, and each is undone once at most.
    """

    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="moves")
    number = models.PositiveIntegerField()
    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="moves")
    verb = models.CharField(max_length=20)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    before = models.JSONField()
    after = models.JSONField()
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["room", "number"], name="room_move_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room_id}/{self.number}"
