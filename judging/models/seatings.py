"""An alternate takes a judge's place for an entry."""

import uuid

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.panels import PanelSeat
from judging.models.rooms import Slot

MOST_SEATING_WORDS = 300


class SeatingCause(models.TextChoices):
    """The judge is recused from the entry; or she has left for the rest of the round."""

    RECUSAL = "recusal"
    LEFT = "left"


class SeatingEnd(models.TextChoices):
    """Taken back; the alternate is recused herself; the entry is heard in another room."""

    UNDONE = "undone"
    RECUSED = "recused"
    MOVED = "moved"


class Seating(Row):
    """`alternate` judges the slot's entry in the place of `seat`, as long as `ended_at` is empty.

    `change` is the same for all that one step brought about: they are taken back together.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="seatings")
    alternate = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="seatings")
    seat = models.ForeignKey(PanelSeat, on_delete=models.PROTECT, related_name="replacements")
    cause = models.CharField(max_length=8, choices=SeatingCause.choices)
    reason = models.CharField(max_length=MOST_SEATING_WORDS)
    change = models.UUIDField(default=uuid.uuid4)
    seated_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    seated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_for = models.CharField(max_length=8, choices=SeatingEnd.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot", "seat"],
                condition=models.Q(ended_at__isnull=True),
                name="seating_place_once",
            ),
            models.UniqueConstraint(
                fields=["slot", "alternate"],
                condition=models.Q(ended_at__isnull=True),
                name="seating_alternate_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(alternate=models.F("seat")), name="seating_of_two_seats"
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
