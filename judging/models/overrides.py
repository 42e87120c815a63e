"""A team is sealed although a judge's sheet is missing: two people answer for it."""

from django.db import models

from core.models import Person
from core.models.base import Row
from judging.models.rooms import Slot

MOST_WORDS = 300


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


class SealOverride(Row):
    """One proposal to seal a slot without some of its sheets.

    `missing` are the numbers of the seats whose sheets were open when it was proposed; once it is
    approved, of those that were left out. `counts` says what fewer sheets than the minimum give,
    decided before anybody has seen a mark; empty where the rulebook says it.
    """

    slot = models.ForeignKey(Slot, on_delete=models.PROTECT, related_name="overrides")
    state = models.CharField(
        max_length=12, choices=OverrideState.choices, default=OverrideState.PROPOSED
    )
    missing = models.JSONField()
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
                condition=models.Q(state__in=["proposed", "approved"]),
                name="seal_override_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["approved", "refused"])
                | (
                    models.Q(decided_by__isnull=False)
                    & ~models.Q(decided_by=models.F("proposed_by"))
                ),
                name="seal_override_two_persons",
            ),
        ]

    def __str__(self) -> str:
        return str(self.uid)
