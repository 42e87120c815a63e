"""Whether other rules may be looked at before a round is published: one asks, another attests."""

from django.db import models

from contest.models import Round
from core.models import Person
from core.models.base import Row
from judging.models.rulebook_changes import MOST_REASON


class WhatIfState(models.TextChoices):
    """Only `open` shows anything."""

    ASKED = "asked"
    OPEN = "open"
    CLOSED = "closed"


class WhatIfOpening(Row):
    """The committee's decision to look; `attested_by` is the witness, once it is open."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="what_if_openings")
    state = models.CharField(max_length=8, choices=WhatIfState.choices, default=WhatIfState.ASKED)
    reason = models.CharField(max_length=MOST_REASON)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    attested_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    attested_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round"],
                condition=models.Q(state__in=["asked", "open"]),
                name="what_if_opening_standing_once",
            ),
            models.CheckConstraint(
                condition=models.Q(attested_by__isnull=True)
                | ~models.Q(attested_by=models.F("asked_by")),
                name="what_if_opening_two_persons",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="open") | models.Q(attested_by__isnull=False),
                name="what_if_opening_attested",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.state}"
