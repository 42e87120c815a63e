"""A rule of the day is set aside for one team: two people answer for it."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.rooms import Slot

MOST_WORDS = 300


class OverrideKind(models.TextChoices):
    """Sealed although a judge's sheet is missing; back although it was called and did not come."""

    SEAL = "seal"
    LATE = "late"


class OverrideState(models.TextChoices):
    """Proposed; then decided, taken back, or settled by an ordinary step of the room."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class OverrideCounts(models.TextChoices):
    """What too few sheets give where the rulebook leaves it to the committee."""

    MEAN = "mean"
    NOTHING = "nothing"


class Override(Row):
    """One proposal about a slot.

    `missing` are the numbers of the seats whose sheets were open when sealing was proposed; once
    it is approved, of those that were left out. `counts` says what fewer sheets than the minimum
    give, decided before anybody has seen a mark; empty where the rulebook says it.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="overrides")
    kind = models.CharField(max_length=4, choices=OverrideKind.choices)
    state = models.CharField(
        max_length=12, choices=OverrideState.choices, default=OverrideState.PROPOSED
    )
    missing = models.JSONField(default=list)
    counts = models.CharField(max_length=8, choices=OverrideCounts.choices, blank=True)
    reason = models.CharField(max_length=MOST_WORDS)
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    words = models.CharField(max_length=MOST_WORDS, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["slot"],
                condition=models.Q(state="proposed"),
                name="override_waits_once",
            ),
            models.UniqueConstraint(
                fields=["slot"],
                condition=models.Q(state="approved", kind="seal"),
                name="override_seals_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "refused"])
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="override_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
