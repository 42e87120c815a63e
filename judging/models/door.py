"""What the desk at the door knows of a team: who came, how often it was called, who is ready."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.rooms import Slot


class DoorKind(models.TextChoices):
    """One step at the door."""

    ARRIVED = "arrived"
    CALLED = "called"
    READY = "ready"


class DoorStep(Row):
    """One step for a slot; taking it back marks it and removes nothing.

    `number` counts the calls from 1. `people` go on stage; `speaker_is_member` is what the desk
    found, and where the speaker is none, `note` says what was done.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="door_steps")
    kind = models.CharField(max_length=8, choices=DoorKind.choices)
    number = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveSmallIntegerField(null=True)
    speaker_is_member = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "kind", "number"],
                condition=models.Q(taken_back_at__isnull=True),
                name="door_step_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="arrived")
                | models.Q(people__gte=1, speaker_is_member__isnull=False),
                name="door_arrived_says_who",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
